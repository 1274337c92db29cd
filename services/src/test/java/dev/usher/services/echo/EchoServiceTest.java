package dev.usher.services.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.usher.kit.Drop;
import dev.usher.kit.Running;
import dev.usher.kit.ServerEvent;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Asking;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.testkit.LeakCheck;
import dev.usher.testkit.Mischief;
import dev.usher.testkit.PacketMischief;
import dev.usher.testkit.Transcript;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EchoServiceTest {
  private static final Door TEXT = EchoService.create().doors().getFirst();

  private static final Transcript STREAM =
      Transcript.of(
          """
          > hello, Grüezi \\x00\\xff!
          < HELLO, GRüEZI \\x00\\xff!
          >
          <
          > no end\\c
          < NO END\\c
          > [half-close]
          < [end]
          """);

  private static final Transcript PACKETS =
      Transcript.of(
              """
              > hello, Grüezi \\x00\\xff!
              < HELLO, GRüEZI \\x00\\xff!
              >
              <
              > line\\n
              < LINE\\n
              """)
          .udp();

  @TempDir Path folder;

  private final BlockingQueue<Drop> drops = new LinkedBlockingQueue<>();

  private Running open(Address address, Set<Integer> doorPorts) throws Exception {
    return TEXT.open(new Doorway(address, doorPorts, this::note));
  }

  private void note(ServerEvent event) {
    if (event instanceof ServerEvent.Dropped(var _, Drop why)) drops.add(why);
  }

  private Running open(String address) throws Exception {
    return open(Address.parse(address, TEXT.addresses()).getFirst(), Set.of());
  }

  @Test
  void everyWireEchoesInUpperCase() throws Exception {
    try (var _ = LeakCheck.begin();
        var tcp = open("tcp://127.0.0.1:0");
        var unix = open("unix:" + folder.resolve("s"));
        var udp = open("udp://127.0.0.1:0")) {
      STREAM.play(tcp);
      STREAM.play(unix);
      PACKETS.play(udp);
    }
  }

  @Test
  void badPeersHurtNobody() throws Exception {
    byte[] sample = "hello, everybody out there\n".getBytes(UTF_8);
    try (var leaks = LeakCheck.begin();
        var tcp = open("tcp://127.0.0.1:0")) {
      for (Mischief mischief : Mischief.all()) {
        mischief.meet(tcp.address(), sample, Duration.ofMillis(200));
        STREAM.play(tcp);
      }
      leaks.idle(tcp);
    }
  }

  @Test
  void badDatagramsHurtNobody() throws Exception {
    try (var _ = LeakCheck.begin();
        var udp = open("udp://127.0.0.1:0")) {
      for (PacketMischief mischief : PacketMischief.all()) {
        byte[] hello = "hello".getBytes(UTF_8);
        mischief.meet((InetSocketAddress) udp.address(), hello, Duration.ofMillis(200));
        Asking.untilAnswered(udp.address(), hello);
        PACKETS.play(udp);
      }
    }
  }

  @Property
  void onlyAsciiLettersChange(@ForAll byte[] bytes) {
    byte[] upper = TextDoor.upper(bytes.clone());
    assertThat(upper).hasSameSizeAs(bytes);
    for (int i = 0; i < bytes.length; i++) {
      boolean letter = bytes[i] >= 'a' && bytes[i] <= 'z';
      assertThat(upper[i]).isEqualTo((byte) (letter ? bytes[i] - 32 : bytes[i]));
    }
  }

  @Test
  void clientsFromElsewhereAreRefused() throws Exception {
    try (var tcp = open("tcp://127.0.0.1:0?from=192.0.2.0/24");
        var udp = open("udp://127.0.0.1:0?from=192.0.2.0/24");
        var here = open("tcp://127.0.0.1:0?from=192.0.2.0/24,127.0.0.0/8")) {
      Transcript.of("< [end]").play(tcp);
      assertThat(tcp.stats().refused()).isEqualTo(1);
      assertThat(tcp.stats().opened()).isZero();
      STREAM.play(here);
      try (var client = new DatagramSocket()) {
        assertThat(unheard(udp, client)).isTrue();
      }
    }
  }

  @Test
  void aUnixSocketHasNoNetworksToChooseFrom() {
    assertThatThrownBy(() -> open("unix:" + folder.resolve("s") + "?from=10.0.0.0/8"))
        .isInstanceOf(AddressException.class)
        .hasMessageContaining("the file's mode");
  }

  @Test
  void offLoopbackItDoesNotAnswerOtherDoors() throws Exception {
    Set<Integer> doors = ConcurrentHashMap.newKeySet();
    try (var wide = open(Address.udp("0.0.0.0", 0), doors);
        var local = open(Address.udp("127.0.0.1", 0), doors);
        var client = new DatagramSocket()) {
      assertThat(ask(wide, client)).isEqualTo("HELLO");
      doors.add(client.getLocalPort());
      assertThat(unheard(wide, client)).isTrue();
      assertThat(ask(local, client)).isEqualTo("HELLO");
    }
  }

  @Test
  void offLoopbackItDoesNotAnswerPrivilegedPorts() throws Exception {
    try (var wide = open(Address.udp("0.0.0.0", 0), Set.of());
        var local = open(Address.udp("127.0.0.1", 0), Set.of());
        var client = privileged()) {
      assertThat(unheard(wide, client)).isTrue();
      assertThat(ask(local, client)).isEqualTo("HELLO");
    }
  }

  private static DatagramSocket privileged() throws IOException {
    for (int port = 1023; port > 1000; port--) {
      try {
        return new DatagramSocket(port, InetAddress.getLoopbackAddress());
      } catch (BindException _) {
        // taken, or not allowed
      }
    }
    assumeTrue(false, "this user may not bind a port below 1024");
    throw new AssertionError();
  }

  private static String ask(Running server, DatagramSocket client) throws IOException {
    send(server, client);
    client.setSoTimeout(30_000);
    var answer = new DatagramPacket(new byte[100], 100);
    client.receive(answer);
    return new String(answer.getData(), 0, answer.getLength(), UTF_8);
  }

  private static void send(Running server, DatagramSocket client) throws IOException {
    var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    client.send(new DatagramPacket("hello".getBytes(UTF_8), 5, to));
  }

  /// Whether the server drops what this client sends.
  private boolean unheard(Running server, DatagramSocket client) throws Exception {
    send(server, client);
    return drops.poll(30, TimeUnit.SECONDS) == Drop.NOT_ADMITTED;
  }
}
