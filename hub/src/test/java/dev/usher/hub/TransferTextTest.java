package dev.usher.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.services.files.Durability;
import dev.usher.services.files.TransferEvent;
import dev.usher.services.files.TransferFile;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

/// What a person sees of a transfer, by its events, the time and the width alone.
class TransferTextTest {
  private static final long SECOND = 1_000_000_000;
  private static final long MB = 1_000_000;

  private final Tally tally = new Tally(true);

  private static TransferFile file(int number, String name, long size) {
    return new TransferFile(number, name, size);
  }

  private void found(long files, long bytes) {
    tally.accept(new TransferEvent.Found(files, bytes, true), 0);
  }

  private void moved(TransferFile file, long nanos, long sent, long verified, long durable) {
    tally.accept(new TransferEvent.Moved(file, sent, verified, durable), nanos);
  }

  private void stored(TransferFile file, long nanos, boolean same) {
    tally.accept(
        new TransferEvent.Stored(file, file.name(), "00", Durability.BATCH, Instant.EPOCH, same),
        nanos);
  }

  private List<String> lines(int width, long nanos) {
    return new TransferText(width, false).lines(tally, nanos);
  }

  @Test
  void twoOfTheSameNameAreTwo() {
    found(2, 300 * MB);
    for (int number = 0; number < 2; number++) {
      TransferFile file = file(number, "report", 100 * MB + number * 100 * MB);
      tally.accept(new TransferEvent.Begun(file, 0), 0);
      moved(file, SECOND, 50 * MB, 50 * MB, 0);
    }
    assertThat(tally.active()).hasSize(2);
    assertThat(tally.whole().verified()).isEqualTo(100 * MB);
  }

  @Test
  void oneFileHasTheThreeStagesInItsBar() {
    TransferFile file = file(0, "backup.tar", 1_000 * MB);
    found(1, 1_000 * MB);
    tally.accept(new TransferEvent.Begun(file, 0), 0);
    moved(file, 2 * SECOND, 640 * MB, 500 * MB, 250 * MB);
    assertThat(lines(100, 2 * SECOND))
        .containsExactly(
            "backup.tar          █████▓▓▓▓▓▒▒░░░░░░░░    50 %    640 MB of 1.00 GB    250 MB/s"
                + "   2 s left",
            "  sent 64 %   verified 50 %   durable 25 %");
    assertThat(lines(80, 2 * SECOND))
        .containsExactly(
            "backup.tar         █████▓▓▓▓▓▒▒░░░░░░░░    50 %    640 MB of 1.00 GB    250 MB/s",
            "  sent 64 %   verified 50 %   durable 25 %   2 s left");
  }

  @Test
  void aNarrowTerminalHasNoBarAndThenFewerFacts() {
    TransferFile file = file(0, "backup.tar", 1_000 * MB);
    found(1, 1_000 * MB);
    tally.accept(new TransferEvent.Begun(file, 0), 0);
    moved(file, 2 * SECOND, 640 * MB, 500 * MB, 250 * MB);
    assertThat(lines(74, 2 * SECOND).getFirst())
        .isEqualTo("backup.tar                  50 %   2 s left   250 MB/s   640 MB of 1.00 GB");
    assertThat(lines(50, 2 * SECOND).getFirst())
        .isEqualTo("backup.tar              50 %   2 s left   250 MB/s");
    assertThat(lines(20, 2 * SECOND)).containsExactly("backup.tar      50 %", "  sent 64 %");
  }

  @Test
  void severalFilesHaveTheirSumAndALineEach() {
    found(3, 300 * MB);
    TransferFile a = file(0, "photos/a.jpg", 100 * MB);
    TransferFile b = file(1, "photos/课\u001b[2J.jpg", 100 * MB);
    tally.accept(new TransferEvent.Begun(a, 0), 0);
    stored(a, SECOND, false);
    tally.accept(new TransferEvent.Begun(b, 0), SECOND);
    moved(b, 2 * SECOND, 50 * MB, 50 * MB, 0);
    assertThat(lines(100, 2 * SECOND))
        .containsExactly(
            "1 of 3 files        ██████▓▓▓▓░░░░░░░░░░    50 %     150 MB of 300 MB   75.0 MB/s"
                + "   2 s left",
            "  sent 50 %   verified 50 %   durable 33 %",
            "  photos/课^[[2J.jpg                                                        50 %   50.0 MB"
                + " of 100 MB");
  }

  @Test
  void resumedBytesAreNoSpeed() {
    TransferFile file = file(0, "a", 1_000 * MB);
    found(1, 1_000 * MB);
    tally.accept(new TransferEvent.Begun(file, 800 * MB), 0);
    moved(file, SECOND, 810 * MB, 810 * MB, 800 * MB);
    assertThat(lines(100, SECOND).getFirst()).contains("81 %", "10.0 MB/s", "19 s left");
    assertThat(lines(100, SECOND).getLast()).endsWith("800 MB were there");
  }

  @Test
  void whatIsThereAlreadyIsNoSpeedEither() {
    found(2, 200 * MB);
    stored(file(0, "a", 100 * MB), SECOND, true);
    TransferFile b = file(1, "b", 100 * MB);
    tally.accept(new TransferEvent.Begun(b, 0), SECOND);
    moved(b, 2 * SECOND, 20 * MB, 20 * MB, 0);
    assertThat(lines(100, 2 * SECOND).getFirst()).contains("60 %", "10.0 MB/s", "8 s left");
  }

  @Test
  void aStallIsSeen() {
    TransferFile file = file(0, "a", 1_000 * MB);
    found(1, 1_000 * MB);
    tally.accept(new TransferEvent.Begun(file, 0), 0);
    moved(file, SECOND, 100 * MB, 100 * MB, 0);
    assertThat(lines(100, SECOND).getFirst()).contains("100 MB/s");
    assertThat(lines(100, 10 * SECOND).getFirst()).doesNotContain("/s", "left");
  }

  @Test
  void whileMoreIsFoundThereIsNoPercent() {
    tally.accept(new TransferEvent.Found(7, 100, false), 0);
    assertThat(lines(100, SECOND).getFirst()).startsWith("0 of 7+ files").doesNotContain("%");
  }

  @Test
  void whatIsRefusedIsNotWaitedFor() {
    found(2, 300);
    tally.accept(
        new TransferEvent.Refused(
            file(0, "a", 200), dev.usher.services.files.Trouble.EXISTS, "is there"),
        1);
    stored(file(1, "b", 100), 2, false);
    assertThat(lines(100, SECOND).getFirst()).startsWith("2 of 2 files").contains("100 %");
  }

  @Test
  void nothingIsShownBeforeAnythingIsKnown() {
    assertThat(lines(100, SECOND)).isEmpty();
  }

  @Property
  void onlyTheEndIsAHundredPercent(
      @ForAll @LongRange(min = 1, max = 1L << 50) long size,
      @ForAll @LongRange(min = 1) long lack) {
    TransferFile file = file(0, "a", size);
    Tally tally = new Tally(true);
    tally.accept(new TransferEvent.Found(1, size, true), 0);
    tally.accept(new TransferEvent.Begun(file, 0), 0);
    long all = Math.max(0, size - lack);
    tally.accept(new TransferEvent.Moved(file, all, all, all), SECOND);
    assertThat(String.join("\n", new TransferText(100, false).lines(tally, SECOND)))
        .doesNotContain("100 %");
    tally.accept(new TransferEvent.Moved(file, size, size, size), SECOND);
    assertThat(new TransferText(100, false).lines(tally, SECOND).getFirst())
        .contains("99 %", "finishing");
  }

  @Property
  void noLineIsWiderThanTheTerminal(
      @ForAll @IntRange(min = 2, max = 200) int width,
      @ForAll String name,
      @ForAll @LongRange(min = 0) long size,
      @ForAll @LongRange(min = 0) long sent) {
    Tally tally = new Tally(true);
    TransferFile file = file(0, name, size);
    tally.accept(new TransferEvent.Found(2, size, true), 0);
    tally.accept(new TransferEvent.Begun(file, 0), 0);
    tally.accept(new TransferEvent.Moved(file, Math.min(sent, size), 0, 0), SECOND);
    for (String line : new TransferText(width, false).lines(tally, SECOND)) {
      assertThat(new AttributedString(line).columnLength()).isLessThanOrEqualTo(width);
      assertThat(line).doesNotContain("\n", "\t", "\u001b");
    }
  }

  @Test
  void whatIsReadAgainOfAnEarlierAttemptDoesNotSlowTheRate() {
    TransferFile file = file(0, "backup.tar", 1_000 * MB);
    found(1, 1_000 * MB);
    tally.accept(new TransferEvent.Begun(file, 400 * MB), 0);
    moved(file, 2 * SECOND, 600 * MB, 200 * MB, 0);
    assertThat(lines(100, 2 * SECOND).getFirst())
        .contains("20 %")
        .contains("100 MB/s")
        .contains("4 s left");
    moved(file, 3 * SECOND, 700 * MB, 700 * MB, 0);
    assertThat(lines(100, 3 * SECOND).getFirst()).contains("100 MB/s").contains("3 s left");
  }
}
