package dev.usher.testkit.contract;

import dev.usher.kit.Server;
import dev.usher.kit.StreamServer;
import dev.usher.kit.Transport;
import dev.usher.kit.memory.MemoryNetwork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;

/// Streams over the memory network, which keep all that TCP keeps.
class MemoryTest extends ConnectionContract
    implements StreamContract,
        BodyContract,
        SendingContract,
        ConnectingContract,
        ClosingContract,
        LimitsContract,
        OpenInputContract {
  final MemoryNetwork network = MemoryNetwork.seeded(1);

  @Override
  public Transport transport() {
    return network;
  }

  @Override
  public StreamServer<byte[]> server() {
    return Server.tcp(0);
  }

  @Override
  public SocketAddress anotherAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  @Override
  public void pass(Duration time) {
    network.advance(time);
  }
}
