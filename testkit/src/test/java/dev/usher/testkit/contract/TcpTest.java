package dev.usher.testkit.contract;

import dev.usher.kit.Server;
import dev.usher.kit.StreamServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// TCP over real sockets.
class TcpTest extends ConnectionContract
    implements StreamContract,
        BodyContract,
        SendingContract,
        ConnectingContract,
        ClosingContract,
        LimitsContract {
  @Override
  public StreamServer<byte[]> server() {
    return Server.tcp(0);
  }

  @Override
  public SocketAddress anotherAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
