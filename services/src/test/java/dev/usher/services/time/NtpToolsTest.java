package dev.usher.services.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.usher.kit.Running;
import dev.usher.kit.ServerEvents;
import dev.usher.services.Address;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tools that people have, as they are, as clients of `time.ntp`.
class NtpToolsTest {
  private static final int TRIES = 20; // a busy machine may stop either side at a bad moment
  private static final Pattern OFFSET = // of all three; chronyd tells the clock's error
      Pattern.compile(
          "wrong by (-?[\\d.]+) seconds|\"offset\": *(-?[\\d.e-]+)|([+-][\\d.]+) \\+/-");

  private static final NtpReference NONE = (precision, _) -> NtpStanding.unsynchronised(precision);

  @TempDir Path folder;

  private static Running open(String address) throws Exception {
    Door ntp = new NtpDoor(TimeSource.SYSTEM, new ServedClock(TimeSource.SYSTEM), NONE);
    Address at = Address.parse(address, ntp.addresses()).getFirst();
    return ntp.open(new Doorway(at, Set.of(), ServerEvents.uncaught()));
  }

  /// On NTP's own port, which tools that know no other need.
  private static Running wellKnown() throws Exception {
    try {
      return open("127.0.0.123:123?stratum=10");
    } catch (IOException e) {
      assumeTrue(false, "port 123 cannot be bound: " + e.getMessage());
      throw e;
    }
  }

  private static double offset(Tool.Outcome outcome) {
    Matcher found = OFFSET.matcher(outcome.said());
    assertThat(found.find()).as(outcome.said()).isTrue();
    return Double.parseDouble(
        Stream.of(1, 2, 3).map(found::group).filter(g -> g != null).findFirst().orElseThrow());
  }

  /// The same clock on both sides: within a millisecond, in the best of some tries.
  private void measuresNothing(String... command) throws Exception {
    double best = Double.MAX_VALUE;
    String said = "";
    for (int i = 0; i < TRIES && best > 0.001; i++) {
      Tool.Outcome outcome = Tool.run(folder, command);
      said = outcome.said();
      if (outcome.exit() == 0) best = Math.min(best, Math.abs(offset(outcome)));
    }
    assertThat(best).as("offset in seconds; the last said %s", said).isLessThanOrEqualTo(0.001);
  }

  private static String[] chronyd(int port) {
    String server = "server 127.0.0.1 port " + port + " iburst minpoll -2 maxpoll -2";
    return new String[] {"chronyd", "-Q", "-t", "10", server};
  }

  @Test
  void chronydMeasuresNoOffset() throws Exception {
    try (var server = open("127.0.0.1:0?stratum=10")) {
      measuresNothing(chronyd(server.port()));
    }
  }

  @Test
  void chronydRefusesAServerThatIsNotSynchronised() throws Exception {
    try (var server = open("127.0.0.1:0")) {
      String[] command = chronyd(server.port());
      command[3] = "3";
      Tool.Outcome outcome = Tool.run(folder, command);
      assertThat(outcome.exit()).as(outcome.said()).isEqualTo(1);
      assertThat(outcome.said())
          .containsPattern("No suitable source|Timeout reached")
          .doesNotContain("wrong by");
    }
  }

  @Test
  void ntpdateMeasuresNoOffset() throws Exception {
    try (var _ = wellKnown()) {
      measuresNothing("ntpdate", "-q", "127.0.0.123");
    }
  }

  @Test
  void ntpdigMeasuresNoOffset() throws Exception {
    try (var _ = wellKnown()) {
      measuresNothing("ntpdig", "-j", "127.0.0.123");
    }
  }
}
