package dev.usher.kit.linux;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.transport.Route;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Packets that the system does not carry as it is asked to.
@EnabledOnOs(OS.LINUX)
class OutgoingTest {
  private static final int SO_NO_CHECK = 11; // without checksums Linux cuts nothing

  private final Arena arena = Arena.ofShared();
  private DatagramSocket receiver;
  private int fd;
  private Outgoing outgoing;
  private final List<String> unsent = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    receiver.setSoTimeout(60_000);
    fd = Sockets.open(Libc.AF_INET, Libc.SOCK_DGRAM);
    outgoing = new Outgoing(6, 1_000, Libc.AF_INET, false, arena);
  }

  @AfterEach
  void close() {
    receiver.close();
    Sockets.close(fd);
    arena.close();
  }

  private void send(InetSocketAddress to, String... packets) throws IOException {
    for (String each : packets) {
      assertThat(outgoing.add(ByteBuffer.wrap(each.getBytes(US_ASCII)), new Route(to, null)))
          .isTrue();
    }
  }

  private void flush() {
    outgoing.flush(fd, (way, cause) -> unsent.add(way.peer() + " " + cause.getClass()));
  }

  private String receive() throws IOException {
    var packet = new DatagramPacket(new byte[100], 100);
    receiver.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), US_ASCII);
  }

  private InetSocketAddress there() {
    return (InetSocketAddress) receiver.getLocalSocketAddress();
  }

  @Test
  void whatIsRefusedAsATrainLeavesPacketByPacket() throws IOException {
    Sockets.set(fd, Libc.SOL_SOCKET, SO_NO_CHECK, 1);
    for (int round = 0; round < 2; round++) {
      send(there(), "one", "two", "three", "seven", "eight", "");
      flush();
      for (String each : List.of("one", "two", "three", "seven", "eight", "")) {
        assertThat(receive()).isEqualTo(each);
      }
      assertThat(unsent).isEmpty();
    }
  }

  @Test
  void aTrainThatCannotLeaveIsToldPacketByPacketAndHoldsUpNobody() throws IOException {
    var nowhere = new InetSocketAddress("255.255.255.255", 9); // needs SO_BROADCAST
    send(nowhere, "one", "two");
    send(there(), "six", "ten");
    flush();
    assertThat(receive() + receive()).isEqualTo("sixten");
    assertThat(unsent).hasSize(2).allMatch(each -> each.startsWith("/255.255.255.255:9 "));
  }

  @Test
  void aTrainTakesNoPlaceOfOthers() throws IOException {
    for (int i = 0; i < 6; i++) send(there(), "a".repeat(i + 1), "b".repeat(i + 1));
    var another = ByteBuffer.wrap(new byte[] {1});
    assertThat(outgoing.add(another, new Route(there(), null))).isFalse();
    flush();
    assertThat(outgoing.add(another, new Route(there(), null))).isTrue();
  }
}
