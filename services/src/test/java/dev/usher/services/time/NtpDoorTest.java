package dev.usher.services.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Answering;
import dev.usher.kit.Drop;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.ServerEvents;
import dev.usher.kit.Transport;
import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Asking;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.testkit.LeakCheck;
import dev.usher.testkit.PacketMischief;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NtpDoorTest {
  private static final Door NTP = TimeService.create().door("time.ntp");
  private static final Duration A_MOMENT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration HELD_UP = Duration.ofMillis(20);

  private final BlockingQueue<Drop> drops = new LinkedBlockingQueue<>();

  private Running open(String address, Transport transport, AtomicLong nanos) throws Exception {
    ServerEvents events =
        event -> {
          if (event instanceof ServerEvent.Dropped(var _, Drop why)) drops.add(why);
        };
    Address at = Address.parse(address, NTP.addresses()).getFirst();
    return NTP.open(new Doorway(at, Set.of(), events, transport, nanos::get));
  }

  private Running open(String options) throws Exception {
    return open("127.0.0.1:0?" + options, Transport.nio(), new AtomicLong());
  }

  private static byte[] request(int version, int mode) {
    return ByteBuffer.allocate(48)
        .put(0, (byte) (version << 3 | mode))
        .putLong(40, 0x0123_4567_89ab_cdefL)
        .array();
  }

  private static NtpPacket ask(Running server, byte[] request) throws IOException {
    try (var client = from("127.0.0.1")) {
      send(client, server, request);
      var answer = new DatagramPacket(new byte[1_600], 1_600);
      client.receive(answer);
      assertThat(answer.getLength()).isEqualTo(48);
      return NtpPacket.parse(ByteBuffer.wrap(answer.getData(), 0, 48));
    }
  }

  @Test
  void aClientOfAnyVersionIsTold() throws Exception {
    try (var _ = LeakCheck.begin();
        var server = open("stratum=10")) {
      for (int version = 1; version <= 4; version++) {
        Instant before = Instant.now();
        NtpPacket answer = ask(server, request(version, NtpPacket.CLIENT));
        Instant after = Instant.now();
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.mode()).isEqualTo(NtpPacket.SERVER);
        assertThat(answer.stratum()).isEqualTo(10);
        assertThat(answer.origin().bits()).isEqualTo(0x0123_4567_89ab_cdefL);
        assertThat(answer.receive().near(before)).isBetween(before, after);
        assertThat(answer.transmit().near(before)).isBetween(answer.receive().near(before), after);
      }
      assertThat(ask(server, request(4, NtpPacket.SYMMETRIC_ACTIVE)).mode())
          .isEqualTo(NtpPacket.SYMMETRIC_PASSIVE);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatAPacketWaitsForUsIsNoDelayOfTheNetwork() throws Exception {
    // The system begins to note when packets come a moment after the first socket asks for it, and
    // ends with the last.
    try (Running _ =
        Server.udp(0).on(Transport.linux()).sockets(s -> s.timestamps(true)).answer(_ -> {})) {
      Duration held = heldUp();
      for (int i = 0; i < 500 && held.compareTo(HELD_UP) < 0; i++) held = heldUp();
      assertThat(held).isGreaterThanOrEqualTo(HELD_UP);
    }
  }

  /// How long a question was here before it was answered, by what the answer says: never longer
  /// than who asked has waited.
  private static Duration heldUp() throws Exception {
    long wait = HELD_UP.toNanos();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch bothSent = new CountDownLatch(1);
    TimeSource busy = busyOnce(asked, bothSent, wait);
    Door door = new NtpDoor(busy, new ServedClock(busy), NtpReference.local(10));
    Address at = Address.parse("127.0.0.1:0", door.addresses()).getFirst();
    Doorway doorway = new Doorway(at, Set.of(), _ -> {}, Transport.linux(), System::nanoTime);
    try (var server = door.open(doorway);
        var first = from("127.0.0.1");
        var second = from("127.0.0.1")) {
      Instant begun = Instant.now();
      send(first, server, request(4, NtpPacket.CLIENT));
      assertThat(asked.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      send(second, server, request(4, NtpPacket.CLIENT));
      bothSent.countDown();
      var packet = new DatagramPacket(new byte[48], 48);
      second.receive(packet);
      NtpPacket answer = NtpPacket.parse(ByteBuffer.wrap(packet.getData()));
      Instant now = Instant.now();
      Duration held = Duration.between(answer.receive().near(now), answer.transmit().near(now));
      assertThat(held).isLessThanOrEqualTo(Duration.between(begun, now));
      return held;
    }
  }

  /// A time source that somebody else needs, the first time that it is asked.
  private static TimeSource busyOnce(CountDownLatch asked, CountDownLatch until, long wait) {
    return new TimeSource() {
      @Override
      public Instant now() {
        boolean first = asked.getCount() > 0;
        asked.countDown();
        if (first) keepBusy();
        return Instant.now();
      }

      private void keepBusy() {
        try {
          if (!until.await(LONG.toSeconds(), TimeUnit.SECONDS))
            throw new AssertionError("nobody let it go on");
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
        for (long begun = System.nanoTime(); System.nanoTime() - begun < wait; ) {
          Thread.onSpinWait();
        }
      }

      @Override
      public long nanos() {
        return System.nanoTime();
      }
    };
  }

  @Test
  void badDatagramsHurtNobody() throws Exception {
    byte[] good = request(4, NtpPacket.CLIENT);
    try (var _ = LeakCheck.begin();
        var server = open("stratum=10")) {
      for (PacketMischief mischief : PacketMischief.all()) {
        mischief.meet((InetSocketAddress) server.address(), good, A_MOMENT);
        byte[] answer = Asking.untilAnswered(server.address(), good);
        assertThat(NtpPacket.parse(ByteBuffer.wrap(answer)).stratum()).isEqualTo(10);
      }
    }
  }

  /// N11
  @Test
  void aFloodFromOneAddressIsLimitedAndAnotherLosesNothing() throws Exception {
    byte[] good = request(4, NtpPacket.CLIENT);
    try (var server = open("stratum=10&rate=0.125&burst=8&leak=0");
        var flooder = from("127.0.0.1");
        var other = from("127.0.0.2")) {
      for (int i = 0; i < 100; i++) send(flooder, server, good);
      for (int i = 0; i < 8; i++) {
        send(other, server, good);
        assertThat(answers(other, 1)).isEqualTo(1);
      }
      assertThat(answers(flooder, 8)).isEqualTo(8);
      assertThat(drops).hasSize(92).containsOnly(Drop.OVER_RATE);
    }
  }

  /// N11
  @Test
  void aVictimWhoseAddressIsForgedIsHeardByTheLeak() throws Exception {
    byte[] good = request(4, NtpPacket.CLIENT);
    try (var server = open("stratum=10&rate=0.125&burst=8");
        var flooder = from("127.0.0.3");
        var victim = from("127.0.0.3")) {
      victim.setSoTimeout((int) A_MOMENT.toMillis());
      for (int i = 0; i < 100; i++) send(flooder, server, good);
      int tries = 0;
      do {
        assertThat(tries++).as("one in four comes through").isLessThan(200);
        send(victim, server, good);
      } while (answers(victim, 1) == 0);
    }
  }

  private static DatagramSocket from(String host) throws IOException {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral(host));
    socket.setSoTimeout((int) LONG.toMillis());
    return socket;
  }

  private static void send(DatagramSocket from, Running server, byte[] bytes) throws IOException {
    from.send(new DatagramPacket(bytes, bytes.length, server.address()));
  }

  private static int answers(DatagramSocket socket, int most) throws IOException {
    int answers = 0;
    try {
      while (answers < most) {
        socket.receive(new DatagramPacket(new byte[100], 100));
        answers++;
      }
    } catch (SocketTimeoutException _) {
      // that was all
    }
    return answers;
  }

  /// N11: the usual rate, as time goes on.
  @Test
  void offLoopbackEachSourceHasFourAnswersASecond() throws Exception {
    MemoryNetwork network = MemoryNetwork.seeded(1);
    AtomicLong nanos = new AtomicLong();
    try (var server = open("192.0.2.1:7123?stratum=10&leak=0", network, nanos)) {
      assertThat(answered(40, "192.0.2.7", server, network)).isEqualTo(32);
      assertThat(answered(40, "192.0.2.8", server, network)).isEqualTo(32);
      assertThat(answered(40, "127.0.0.1", server, network)).isEqualTo(40);
      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
      assertThat(answered(40, "192.0.2.7", server, network)).isEqualTo(8);
    }
  }

  private static int answered(int packets, String from, Running server, MemoryNetwork network)
      throws Exception {
    AtomicInteger answers = new AtomicInteger();
    try (Answering client =
        Server.udp(from, 5000).on(network).answer(_ -> answers.incrementAndGet())) {
      for (int i = 0; i < packets; i++) {
        client.send(request(4, NtpPacket.CLIENT), server.address());
      }
      network.advance(Duration.ofSeconds(1));
      return answers.get();
    }
  }

  @Test
  void twoServersDoNotTalkToEachOther() throws Exception {
    MemoryNetwork network = MemoryNetwork.seeded(1);
    AtomicInteger packets = new AtomicInteger();
    try (var server = open("192.0.2.1:7123?stratum=10", network, new AtomicLong());
        var one = open("192.0.2.2:7123?stratum=10", network, new AtomicLong());
        var forger = Server.udp("192.0.2.3", 123).on(network).answer(_ -> packets.getAndAdd(1))) {
      // What one server would be sent by the other for a request with a forged source.
      for (int mode : new int[] {NtpPacket.SERVER, NtpPacket.SYMMETRIC_PASSIVE}) {
        forger.send(request(4, mode), server.address());
        forger.send(request(4, mode), one.address());
      }
      network.advance(Duration.ofSeconds(1));
      assertThat(packets).hasValue(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "16", "-1", "1.5", "ten", "", "01"})
  void whatIsNoStratumIsRefused(String stratum) {
    assertThatThrownBy(() -> open("stratum=" + stratum))
        .isInstanceOf(AddressException.class)
        .hasMessageContaining("1 to 15");
  }
}
