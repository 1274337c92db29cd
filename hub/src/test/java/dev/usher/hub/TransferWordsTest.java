package dev.usher.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.services.files.Durability;
import dev.usher.services.files.TransferEvent;
import dev.usher.services.files.TransferFile;
import dev.usher.services.files.TransferSummary;
import dev.usher.services.files.Trouble;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TransferWordsTest {
  private static final TransferWords WORDS = new TransferWords("stored");
  private static final TransferFile FILE = new TransferFile(0, "a\u001b[2J", 1_999);

  private static TransferSummary summary(
      long bytes, long resumed, int network, int disk, int hash) {
    return new TransferSummary(
        2,
        1,
        bytes,
        resumed,
        0,
        Duration.ofSeconds(2),
        Duration.ofMillis(network),
        Duration.ofMillis(disk),
        Duration.ofMillis(hash));
  }

  private static String stored(String name, boolean same) {
    return WORDS.of(
        new TransferEvent.Stored(FILE, name, "00", Durability.BATCH, Instant.EPOCH, same));
  }

  @Test
  void escapesInNamesAreNotObeyed() {
    assertThat(stored("a\u001b[2J", false)).isEqualTo("stored a^[[2J  1.99 kB");
    assertThat(stored("b", false)).isEqualTo("stored a^[[2J as b  1.99 kB");
    assertThat(stored("a", true)).isEqualTo("was there already: a  1.99 kB");
    assertThat(TransferWords.of(new TransferEvent.Refused(FILE, Trouble.FAILED, "so\nso")))
        .isEqualTo("usher: a^[[2J: so so");
  }

  @Test
  void aTakenNameSaysWhichOptionHelps() {
    TransferFile a = new TransferFile(0, "a", 1);
    assertThat(TransferWords.of(new TransferEvent.Refused(a, Trouble.EXISTS, "a is there")))
        .isEqualTo("usher: a is there; see --on-conflict");
  }

  @Test
  void theEndSaysWhatCameAndWhatWasSpared() {
    assertThat(WORDS.of(summary(3_000_000, 1_000, 1, 1, 1)))
        .isEqualTo(
            "stored 2 files, 3.00 MB in 2.0 s (1.50 MB/s), 1.00 kB were there from before,"
                + " 1 refused");
  }

  @Test
  void theLimitIsWhatWasWaitedForMost() {
    assertThat(TransferWords.limit(summary(100_000_000, 0, 70, 20, 10)))
        .isEqualTo(
            "the limit was the network, or the other side (network 70 %, disk 20 %, hashes 10 %)");
    assertThat(TransferWords.limit(summary(100_000_000, 0, 10, 70, 20)))
        .startsWith("the limit was this side's disk");
    assertThat(TransferWords.limit(summary(100_000_000, 0, 10, 20, 70)))
        .startsWith("the limit was this side's processor");
    assertThat(TransferWords.limit(summary(1_000_000, 0, 70, 20, 10))).isEmpty();
  }

  @Test
  void bytesAreNeverRoundedUp() {
    assertThat(Bytes.text(0)).isEqualTo("0 B");
    assertThat(Bytes.text(999)).isEqualTo("999 B");
    assertThat(Bytes.text(1_000)).isEqualTo("1.00 kB");
    assertThat(Bytes.text(999_999)).isEqualTo("999 kB");
    assertThat(Bytes.text(12_399_999)).isEqualTo("12.3 MB");
    assertThat(Bytes.text(Long.MAX_VALUE)).isEqualTo("9.22 EB");
  }

  @Test
  void anAccentThatIsWrittenOtherwiseIsNoOtherName() {
    TransferFile file = new TransferFile(0, "e\u0301", 1);
    TransferEvent.Stored stored =
        new TransferEvent.Stored(file, "\u00e9", "00", Durability.BATCH, Instant.EPOCH, false);
    assertThat(WORDS.of(stored)).doesNotContain(" as ");
  }
}
