package regatta;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.usher.kit.Client;
import dev.usher.kit.Handler;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.memory.Faults;
import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.testkit.LeakCheck;
import dev.usher.testkit.Mischief;
import dev.usher.testkit.Transcript;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FinishLineTest {
  private static final StreamFraming<String> LINES = StreamFraming.lines(16);

  private static final Transcript RACE =
      Transcript.of(
          """
          > 42
          < place 1, 0:12:07
          > 7
          < place 2, 0:12:07
          | reported twice, it finished once
          > 42
          < place 1, 0:12:07
          > fog
          < ?
          > [half-close]
          < [end]
          """);

  /// No port, and no real time: the race's clock is the network's.
  private final MemoryNetwork network = MemoryNetwork.seeded(42);

  private final Handler<String> line =
      new FinishLine(() -> Instant.EPOCH.plus(network.elapsed()))::converse;

  @Test
  void boatsHaveTheirPlacesInTheOrderOfTheReports() throws Exception {
    network.faults(Faults.none().everyByte());
    try (var server = Server.tcp(0).framing(LINES).on(network).start(line)) {
      network.advance(Duration.ofSeconds(727));
      RACE.on(network).play(server);
    }
  }

  @Test
  void aMarshalMayReportOverUdp() throws Exception {
    try (var server = Server.udp(0).framing(PacketFraming.text(16)).on(network).start(line)) {
      Transcript.of(
              """
              > 9
              < place 1, 0:00:00
              > 8\\n
              < place 2, 0:00:00
              """)
          .udp()
          .on(network)
          .play(server);
    }
  }

  @Test
  void whoeverFallsSilentIsLetGo() throws Exception {
    try (var server = Server.tcp(0).framing(LINES).on(network).start(line);
        var marshal = Client.at(server.address()).framing(LINES).on(network).connect()) {
      marshal.send("1");
      assertEquals("place 1, 0:00:00", marshal.receive());
      network.advance(Duration.ofHours(1)); // takes milliseconds
      assertEquals(0, server.stats().open());
    }
  }

  /// Bad peers come over real sockets.
  @Test
  void theRaceGoesOnWhateverAPeerDoes() throws Exception {
    network.advance(Duration.ofSeconds(727));
    try (var leaks = LeakCheck.begin();
        var server = Server.tcp(0).framing(LINES).start(line)) {
      for (Mischief mischief : Mischief.all()) {
        mischief.meet(server.address(), "42\n".getBytes(US_ASCII), Duration.ofMillis(200));
        RACE.play(server);
      }
      leaks.idle(server);
    }
  }
}
