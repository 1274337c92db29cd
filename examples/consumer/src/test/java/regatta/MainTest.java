package regatta;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.usher.kit.Running;
import dev.usher.kit.ServerEvents;
import dev.usher.services.Address;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.Scheme;
import dev.usher.services.time.CorrectedClock;
import dev.usher.services.time.TimeService;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void theTimeIsThatOfTheNtpServer() throws Exception {
    Address free = new Address(Scheme.UDP, "127.0.0.1", 0, Map.of("stratum", "10"));
    Door ntp = TimeService.create().door("time.ntp");
    try (Running server = ntp.open(new Doorway(free, Set.of(), ServerEvents.uncaught()))) {
      CorrectedClock clock = Main.timeOf((InetSocketAddress) server.address());
      Instant before = Instant.now();
      Instant told = clock.instant();
      Duration error = clock.error();
      assertFalse(told.isBefore(before.minus(error)));
      assertFalse(told.isAfter(Instant.now().plus(error)));
    }
  }
}
