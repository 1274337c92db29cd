package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Connection;
import dev.usher.kit.Transport;
import dev.usher.kit.memory.MemoryNetwork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Datagrams over the memory network, which keep all that UDP keeps.
class MemoryPacketsTest extends PacketContract {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final MemoryNetwork network = MemoryNetwork.seeded(1);

  @Override
  public Transport transport() {
    return network;
  }

  @Override
  public void pass(Duration time) {
    network.advance(time);
  }

  @Test
  void nobodyIsHisOwnPeer() throws Exception {
    InetSocketAddress next;
    try (Connection<String> client = call(new InetSocketAddress(LOOPBACK, 1))) {
      int port = ((InetSocketAddress) client.local()).getPort();
      next = new InetSocketAddress(LOOPBACK, port + 1); // the port of the next client
    }
    try (Connection<String> client = call(next)) {
      assertThat(client.local()).isNotEqualTo(next);
    }
  }
}
