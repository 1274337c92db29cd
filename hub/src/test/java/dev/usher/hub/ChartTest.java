package dev.usher.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ChartTest {
  private static Chart of(long... offsets) {
    Chart chart = new Chart();
    for (long each : offsets) chart.add(Duration.ofNanos(each), Duration.ofNanos(100));
    return chart;
  }

  private static int row(List<String> lines, int column) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.length() > column && line.charAt(column) == '●') return i;
    }
    throw new AssertionError("no point in column " + column + " of\n" + String.join("\n", lines));
  }

  @Property(tries = 300)
  void itFitsAndShowsEveryPointOnce(
      @ForAll @Size(min = 1, max = 60)
          List<@LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) Long> offsets,
      @ForAll @IntRange(min = 30, max = 200) int width,
      @ForAll @IntRange(min = 3, max = 40) int height) {
    List<String> lines =
        of(offsets.stream().mapToLong(each -> each).toArray()).lines(width, height);
    assertThat(lines).hasSize(height).allMatch(line -> line.length() <= width);
    int axis = lines.getFirst().indexOf('┤') + 1;
    int end = lines.getFirst().length();
    assertThat(end - axis).isBetween(Math.min(offsets.size(), width - 22), offsets.size());
    for (int column = axis; column < end; column++) {
      int at = column;
      assertThat(lines.stream().filter(line -> line.charAt(at) == '●')).hasSize(1);
    }
  }

  @Test
  void aLargerOffsetStandsHigher() {
    List<String> lines = of(-1_000, 0, 1_000).lines(40, 9);
    int first = lines.getFirst().indexOf('┤') + 1;
    assertThat(row(lines, first)).isGreaterThan(row(lines, first + 1));
    assertThat(row(lines, first + 1)).isGreaterThan(row(lines, first + 2));
  }

  @Test
  void theNewestStayWhenTheWidthIsTooSmall() {
    Chart chart = of(new long[100]);
    chart.addGap();
    List<String> lines = chart.lines(30, 5);
    assertThat(lines.getFirst()).hasSize(30).endsWith("×");
  }

  @Test
  void withNothingMeasuredThereIsAnAxis() {
    Chart chart = new Chart();
    chart.addGap();
    assertThat(chart.lines(40, 5)).hasSize(5).first().asString().startsWith("+").endsWith("┤×");
  }
}
