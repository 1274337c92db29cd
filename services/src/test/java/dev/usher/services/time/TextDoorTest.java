package dev.usher.services.time;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Running;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Asking;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.testkit.LeakCheck;
import dev.usher.testkit.Mischief;
import dev.usher.testkit.PacketMischief;
import dev.usher.testkit.Transcript;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `time.text`; the rules are those of docs/protocols/time-text.md.
class TextDoorTest {
  private static final String BERLIN = "?zone=Europe/Berlin";
  private static final TimeSource STOPPED = source(Instant.parse("2026-11-21T07:05:09Z"), null);
  private static final Door DOOR = new TextDoor(new ServedClock(STOPPED));

  private static final Transcript LINES =
      Transcript.of(
          """
          | T1: a line for a line, an empty one for the usual format
          >
          < 2026-11-21 08:05:09
          > %H:%M\\r
          < 08:05
          > %A, %e. %B — %-I %p, 時間
          < Saturday, 21. November — 8 AM, 時間
          | T2: as C has it
          > %^a %3d %Q %Ed %5
          < SAT 021 %Q %Ed    %5
          | T3: what cannot be
          > %65d
          < error: a width is at most 64
          > a\\x00b
          < error: a format cannot have a NUL
          > \\xff
          < error: a format is UTF-8
          | and the conversation goes on
          > %T
          < 08:05:09
          > [half-close]
          < [end]
          """);

  private static final Transcript PACKETS =
      Transcript.of(
              """
              >
              < 2026-11-21 08:05:09
              > %H:%M
              < 08:05
              > %65d
              < error: a width is at most 64
              > \\xff
              < error: a format is UTF-8
              """)
          .udp();

  @TempDir Path folder;

  private final Queue<ServerEvent> failures = new ConcurrentLinkedQueue<>();

  /// @param network null for a clock that stands still
  private static TimeSource source(Instant begin, @Nullable MemoryNetwork network) {
    return new TimeSource() {
      @Override
      public Instant now() {
        return network == null ? begin : begin.plus(network.elapsed());
      }

      @Override
      public long nanos() {
        return network == null ? 0 : network.elapsed().toNanos();
      }
    };
  }

  private Running open(String address) throws Exception {
    Address at = Address.parse(address, DOOR.addresses()).getFirst();
    return DOOR.open(new Doorway(at, Set.of(), this::note));
  }

  private Doorway way(Address address, MemoryNetwork network) throws Exception {
    Address at = Address.parse(address + BERLIN, DOOR.addresses()).getFirst();
    return new Doorway(at, Set.of(), this::note, network, () -> network.elapsed().toNanos());
  }

  private void note(ServerEvent event) {
    if (event instanceof ServerEvent.Failed || event instanceof ServerEvent.Troubled) {
      failures.add(event);
    }
  }

  @Test
  void theTimeIsToldOnEveryWire() throws Exception {
    try (var _ = LeakCheck.begin();
        var tcp = open("tcp://127.0.0.1:0" + BERLIN);
        var unix = open("unix:" + folder.resolve("s") + BERLIN);
        var udp = open("udp://127.0.0.1:0" + BERLIN)) {
      LINES.play(tcp);
      LINES.play(unix);
      PACKETS.play(udp);
    }
  }

  @Test
  void aClockThatMovesIsTold() throws Exception {
    var network = MemoryNetwork.seeded(14);
    Instant begin = Instant.parse("2026-10-25T00:59:59Z"); // a second before summer time ends
    Door door = new TextDoor(new ServedClock(source(begin, network)));
    try (Running udp = door.open(way(door.addresses().getFirst(), network));
        Running tcp = door.open(way(door.addresses().getLast(), network))) {
      Transcript summer = Transcript.of("> %T %Z\n< 02:59:59 CEST").on(network);
      Transcript winter = Transcript.of("> %T %Z\n< 02:00:00 CET").on(network);
      summer.play(tcp);
      summer.udp().play(udp);
      network.advance(Duration.ofSeconds(1));
      winter.play(tcp);
      winter.udp().play(udp);
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void badPeersHurtNobody() throws Exception {
    try (var leaks = LeakCheck.begin();
        var tcp = open("tcp://127.0.0.1:0" + BERLIN)) {
      for (Mischief mischief : Mischief.all()) {
        mischief.meet(tcp.address(), "%A, %d %B %Y\n".getBytes(UTF_8), Duration.ofMillis(200));
        LINES.play(tcp);
      }
      leaks.idle(tcp);
    }
  }

  @Test
  void badDatagramsHurtNobody() throws Exception {
    try (var _ = LeakCheck.begin();
        var udp = open("udp://127.0.0.1:0" + BERLIN)) {
      for (PacketMischief mischief : PacketMischief.all()) {
        byte[] format = "%T".getBytes(UTF_8);
        mischief.meet((InetSocketAddress) udp.address(), format, Duration.ofMillis(200));
        Asking.untilAnswered(udp.address(), format);
        PACKETS.play(udp);
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void tenThousandHostileFormatsGetNoAnswerOverTheCap() throws Exception {
    Random random = new Random(14);
    try (var wide = open("udp://0.0.0.0:0?leak=0");
        var client = new DatagramSocket()) {
      var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), wide.port());
      client.setSoTimeout(30_000);
      var answer = new DatagramPacket(new byte[65_536], 65_536);
      for (int i = 0; i < 10_000; i++) {
        byte[] format = HostileFormats.next(random);
        client.send(new DatagramPacket(format, format.length, to));
        answer.setLength(65_536);
        client.receive(answer);
        assertThat(answer.getLength())
            .as(() -> new String(format, UTF_8))
            .isLessThanOrEqualTo(Math.max(64, format.length)); // T6
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void onLoopbackAnAnswerMayFillADatagram() throws Exception {
    try (var udp = open("udp://127.0.0.1:0")) {
      Transcript.of("> %64n%64n\n< " + (" ".repeat(63) + "\\n").repeat(2)).udp().play(udp);
      String tooMuch = "%64z".repeat(1_000);
      Transcript.of("> " + tooMuch + "\n< error: the answer is over 65507 bytes").udp().play(udp);
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void aLineThatIsTooLongEndsTheConnection() throws Exception {
    try (var tcp = open("tcp://127.0.0.1:0")) {
      String longest = "x".repeat(8_192);
      Transcript.of("> " + longest + "\n< " + longest + "\n> x" + longest + "\n< [end]").play(tcp);
    }
  }

  @Test
  void aZoneThatNobodyKnowsIsRefusedWithTheNearest() {
    assertThatThrownBy(() -> open("udp://127.0.0.1:0?zone=Shanghai"))
        .isInstanceOf(AddressException.class)
        .hasMessage("no time zone is called \"Shanghai\"; try zone=Asia/Shanghai");
    assertThatThrownBy(() -> open("udp://127.0.0.1:0?zone=europe/berlim"))
        .hasMessageEndingWith("try zone=Europe/Berlin");
    assertThatThrownBy(() -> open("udp://127.0.0.1:0?zone=../../etc/passwd"))
        .isInstanceOf(AddressException.class);
  }

  @Test
  void itSaysHowToTryIt() {
    assertThat(DOOR.tryIt(Address.tcp("127.0.0.1", 7014)))
        .isEqualTo("echo %H:%M | nc -w 1 127.0.0.1 7014");
    assertThat(DOOR.tryIt(Address.udp("127.0.0.1", 7014)))
        .isEqualTo("printf %%H:%%M | nc -u -w 1 127.0.0.1 7014");
  }
}
