package dev.usher.services.time;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Drop;
import dev.usher.kit.Running;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.ServerEvents;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Asking;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.Scheme;
import dev.usher.testkit.LeakCheck;
import dev.usher.testkit.Mischief;
import dev.usher.testkit.PacketMischief;
import dev.usher.testkit.Transcript;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 867 and RFC 868.
class TellingDoorTest {
  private static final Instant MORNING = Instant.parse("2026-11-01T07:12:18.9Z");

  private static final Transcript DAYTIME =
      Transcript.of(
          """
          < Sun Nov  1 07:12:18 2026\\r
          < [end]
          """);

  private static final Transcript TIME =
      Transcript.of(
          """
          < \\xee\\x91\\x64\\xd2\\c
          < [end]
          """);

  @TempDir Path folder;

  private final HandSet time = new HandSet(MORNING);
  private final BlockingQueue<Drop> drops = new LinkedBlockingQueue<>();

  private Running open(Telling telling, String address, Set<Integer> doors) throws Exception {
    Door door = new TellingDoor(telling, new ServedClock(time));
    ServerEvents events =
        event -> {
          if (event instanceof ServerEvent.Dropped(var _, Drop why)) drops.add(why);
        };
    Address at = Address.parse(address, door.addresses()).getFirst();
    return door.open(new Doorway(at, doors, events));
  }

  private Running open(Telling telling, String address) throws Exception {
    return open(telling, address, Set.of());
  }

  /// D1
  @Test
  void aStreamIsToldAtOnceAndClosed() throws Exception {
    try (var _ = LeakCheck.begin();
        var daytime = open(Telling.DAYTIME, "127.0.0.1:0?zone=UTC");
        var unix = open(Telling.DAYTIME, "unix:" + folder.resolve("s") + "?zone=UTC");
        var seconds = open(Telling.TIME, "127.0.0.1:0")) {
      DAYTIME.play(daytime);
      DAYTIME.play(unix);
      TIME.play(seconds);
    }
  }

  @ParameterizedTest
  @EnumSource
  void badPeersHurtNobody(Telling telling) throws Exception {
    byte[] sample = "what time is it, please?\n".getBytes(US_ASCII);
    Transcript good = telling == Telling.DAYTIME ? DAYTIME : TIME;
    String options = telling == Telling.DAYTIME ? "?zone=UTC" : "";
    try (var leaks = LeakCheck.begin();
        var server = open(telling, "127.0.0.1:0" + options)) {
      for (Mischief mischief : Mischief.all()) {
        mischief.meet(server.address(), sample, Duration.ofMillis(200));
        good.play(server);
      }
      leaks.idle(server);
    }
  }

  @ParameterizedTest
  @EnumSource
  void badDatagramsHurtNobody(Telling telling) throws Exception {
    try (var _ = LeakCheck.begin();
        var server = open(telling, "udp://127.0.0.1:0")) {
      for (PacketMischief mischief : PacketMischief.all()) {
        mischief.meet((InetSocketAddress) server.address(), new byte[1], Duration.ofMillis(200));
        assertThat(Asking.untilAnswered(server.address(), new byte[1])).isNotEmpty();
      }
    }
  }

  private static byte[] ask(Running server, DatagramSocket client) throws Exception {
    send(server, client);
    client.setSoTimeout(30_000);
    var answer = new DatagramPacket(new byte[100], 100);
    client.receive(answer);
    return Arrays.copyOf(answer.getData(), answer.getLength());
  }

  private static void send(Running server, DatagramSocket client) throws Exception {
    var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    client.send(new DatagramPacket(new byte[0], 0, to));
  }

  /// D4
  @Test
  void anEmptyDatagramIsAnsweredOnRequest() throws Exception {
    try (var daytime = open(Telling.DAYTIME, "udp://127.0.0.1:0?zone=UTC");
        var seconds = open(Telling.TIME, "udp://127.0.0.1:0");
        var client = new DatagramSocket()) {
      assertThat(ask(daytime, client)).isEqualTo("Sun Nov  1 07:12:18 2026\r\n".getBytes(US_ASCII));
      assertThat(ask(seconds, client)).hasSize(4);
    }
  }

  /// D4
  @Test
  void byDefaultItIsAskedOverTcpOnly() {
    for (Telling telling : Telling.values()) {
      Door door = new TellingDoor(telling, new ServedClock(time));
      assertThat(door.addresses()).extracting(Address::scheme).containsExactly(Scheme.TCP);
      assertThat(door.schemes()).contains(Scheme.UDP);
    }
  }

  /// D4
  @ParameterizedTest
  @EnumSource
  void offLoopbackItDoesNotAnswerOtherDoors(Telling telling) throws Exception {
    try (var client = new DatagramSocket();
        var wide = open(telling, "udp://0.0.0.0:0", Set.of(client.getLocalPort()))) {
      send(wide, client);
      assertThat(drops.poll(30, TimeUnit.SECONDS)).isEqualTo(Drop.NOT_ADMITTED);
    }
  }

  /// D4
  @ParameterizedTest
  @EnumSource
  void aRateHolds(Telling telling) throws Exception {
    try (var server = open(telling, "udp://127.0.0.1:0?rate=0.01&burst=1&leak=0");
        var client = new DatagramSocket()) {
      assertThat(ask(server, client)).isNotEmpty();
      send(server, client);
      assertThat(drops.poll(30, TimeUnit.SECONDS)).isEqualTo(Drop.OVER_RATE);
    }
  }

  /// D2
  @Test
  void aZoneCanBeChosen() throws Exception {
    try (var server = open(Telling.DAYTIME, "127.0.0.1:0?zone=Asia/Shanghai")) {
      Transcript.of("< Sun Nov  1 15:12:18 2026\\r").play(server);
    }
    assertThatThrownBy(() -> open(Telling.DAYTIME, "127.0.0.1:0?zone=Shanghai"))
        .isInstanceOf(AddressException.class)
        .hasMessageContaining("Asia/Shanghai");
  }

  /// D3
  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 2208988800",
    "2036-02-07T06:28:15.9Z, 4294967295",
    "2036-02-07T06:28:16Z, 0",
    "2106-02-07T06:28:16Z, 2208988800"
  })
  void theSecondsWrapIn2036AsEverybodysDo(Instant moment, long seconds) {
    byte[] told = Telling.TIME.tell(moment.atZone(ZoneOffset.UTC));
    assertThat(Integer.toUnsignedLong(ByteBuffer.wrap(told).getInt())).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nc -d HOST PORT", "rdate -p -o PORT HOST", "rdate -u -p -o PORT HOST"})
  void theToolsThatPeopleHaveAreTold(String command) throws Exception {
    Telling telling = command.startsWith("nc") ? Telling.DAYTIME : Telling.TIME;
    String scheme = command.contains("-u") ? "udp://" : "tcp://";
    time.now = Instant.now();
    try (var server = open(telling, scheme + "127.0.0.1:0")) {
      Address at =
          Address.bound(scheme.equals("udp://") ? Scheme.UDP : Scheme.TCP, server.address());
      String expected = command.replace("HOST", at.host()).replace("PORT", "" + at.port());
      assertThat(telling.tryIt(at)).isEqualTo(expected);
      assertThat(Tool.run(folder, expected.split(" ")).said()).contains(year());
    }
  }

  private String year() {
    return "" + time.now.atZone(ZoneId.systemDefault()).getYear();
  }
}
