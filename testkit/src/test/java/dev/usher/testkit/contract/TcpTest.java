package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Ended;
import dev.usher.kit.Handler;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamServer;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

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

  @Test
  void aResetThatNobodyHasMetIsNoLoss() throws Exception {
    Diary diary = new Diary();
    CountDownLatch heard = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    Handler<String> handler =
        client -> {
          client.receive();
          heard.countDown();
          Wait.on(gone);
        };
    try (Running server = serve(diary, handler)) {
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        client.setSoLinger(true, 0);
        client.getOutputStream().write(StreamVenue.bytes("hello\n"));
        Wait.on(heard);
      }
      gone.countDown();
      assertThat(diary.ended()).isEqualTo(new Ended.ByHandler());
    }
  }

  @Test
  void nobodyIsHisOwnPeer() throws Exception {
    int port;
    try (Running server = serve(SHOUTING)) {
      port = server.port() & ~1; // Linux prefers even ports for who connects
    }
    var nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int tries = 0; tries < 30_000; tries++) {
      try (StreamConnection<String> client = call(nobody)) {
        assertThat(client.local()).isNotEqualTo(client.peer());
        return; // another program listens there now
      } catch (ConnectException _) {
        // as it should be
      }
    }
  }
}
