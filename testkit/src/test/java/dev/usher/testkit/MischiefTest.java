package dev.usher.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.Deadlines;
import dev.usher.kit.Handler;
import dev.usher.kit.Pace;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.ServerEvents;
import dev.usher.kit.StreamFraming;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every framing of the kit meets every mischief, and a good client is served all the while.
class MischiefTest {
  /// Far more than any of them needs: the server ends them all.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// How long nothing must come back for datagrams to be over.
  private static final Duration SILENCE = Duration.ofMillis(200);

  private static final Transcript PACKETS = Transcript.of("> good\n< good\n").udp();

  private record Echo(StreamFraming<byte[]> framing, String sample) {}

  private static final Map<String, Echo> ECHOES =
      Map.of(
          "delimited",
          new Echo(StreamFraming.delimited(new byte[] {'\n'}, 1000), "sample\n"),
          "fixed",
          new Echo(StreamFraming.fixed(4), "samp"),
          "length of 4 bytes",
          new Echo(StreamFraming.lengthPrefixed(4, ByteOrder.BIG_ENDIAN, 1000), "\0\0\0\6sample"),
          "length of 1 byte",
          new Echo(StreamFraming.lengthPrefixed(1, ByteOrder.BIG_ENDIAN, 100), "\6sample"),
          "chunks",
          new Echo(StreamFraming.chunks(), "sample"));

  private static Deadlines hasty(Deadlines defaults) {
    return defaults
        .idle(Duration.ofMillis(300))
        .pace(new Pace(Duration.ofMillis(300), 1_000_000))
        .linger(Duration.ofMillis(150));
  }

  private static <M> Handler<M> echo() {
    return client -> {
      for (M message : client) client.send(message);
    };
  }

  @TestFactory
  List<DynamicTest> everyFramingMeetsEveryMischiefOverTcp() {
    return ECHOES.entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> meetAll(Server.tcp(0), e.getValue())))
        .toList();
  }

  @Test
  void aUnixServerMeetsEveryMischief(@TempDir Path folder) throws Exception {
    meetAll(Server.unix(folder.resolve("s")), ECHOES.get("length of 4 bytes"));
  }

  private static void meetAll(dev.usher.kit.StreamServer<byte[]> plain, Echo echo)
      throws Exception {
    Semaphore spoken = new Semaphore(0);
    Handler<byte[]> handler =
        client -> {
          spoken.acquire();
          for (byte[] message : client) client.send(message);
        };
    try (LeakCheck leaks = LeakCheck.begin();
        Running server =
            plain
                .framing(echo.framing)
                .deadlines(MischiefTest::hasty)
                .events(ServerEvents.none())
                .start(handler)) {
      for (Mischief mischief : Mischief.all()) {
        spoken.release();
        Seen seen = mischief.meet(server.address(), echo.sample.getBytes(UTF_8), PATIENCE);
        try (var good = Client.at(server.address()).framing(echo.framing).connect()) {
          good.send("good".getBytes(UTF_8));
          spoken.release(); // not before, or a slow test would be silent
          assertThat(good.receive()).asString(UTF_8).isEqualTo("good");
        }
        // Whoever is silent is shown the door.
        if (mischief instanceof Mischief.Stall) {
          assertThat(seen.ending()).as("%s", mischief).isNotEqualTo(Seen.Ending.WAITED);
        }
      }
      leaks.idle(server);
      assertThat(server.stats().failed()).isZero();
      assertThat(server.stats().opened()).isEqualTo(2L * Mischief.all().size());
    }
  }

  @Test
  void whatIsTooLongIsRefusedLongBeforeItHasAllCome() throws Exception {
    try (Running server =
        Server.tcp(0)
            .framing(StreamFraming.lengthPrefixed(4, ByteOrder.BIG_ENDIAN, 1000))
            .start(echo())) {
      for (Mischief.Head head : List.of(Mischief.Head.LARGEST_INT, Mischief.Head.ALL_ONES)) {
        Seen seen =
            new Mischief.Oversize(head, 1L << 40).meet(server.address(), new byte[0], PATIENCE);
        assertThat(seen.ending()).isIn(Seen.Ending.ENDED, Seen.Ending.BROKEN);
      }
    }
  }

  @Test
  void aPacketServerMeetsEveryMischief() throws Exception {
    try (LeakCheck leaks = LeakCheck.begin();
        Running server =
            Server.udp(0)
                .framing(PacketFraming.text(1_000))
                .deadlines(MischiefTest::hasty)
                .limits(l -> l.peers(150)) // more than are in the crowd
                .start(echo())) {
      for (PacketMischief mischief : PacketMischief.all()) {
        mischief.meet((InetSocketAddress) server.address(), "good".getBytes(UTF_8), SILENCE);
        PACKETS.play(server);
      }
      leaks.idle(server);
      assertThat(server.stats().failed()).isZero();
      assertThat(server.stats().dropped()).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void anAnsweringServerMeetsEveryMischief() throws Exception {
    try (LeakCheck _ = LeakCheck.begin();
        Running server =
            Server.udp(0).framing(PacketFraming.bytes(1_000)).answer(p -> p.reply(p.bytes()))) {
      for (PacketMischief mischief : PacketMischief.all()) {
        boolean answered = mischief instanceof PacketMischief.Empty;
        int answers =
            mischief.meet(
                (InetSocketAddress) server.address(),
                "good".getBytes(UTF_8),
                answered ? PATIENCE : SILENCE);
        if (answered) assertThat(answers).isEqualTo(1);
        if (mischief instanceof PacketMischief.Oversize) assertThat(answers).isZero();
        PACKETS.play(server);
      }
      assertThat(server.stats().dropped()).isEqualTo(2);
    }
  }
}
