package dev.usher.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.kit.transport.PacketPipe;
import dev.usher.kit.transport.Route;
import dev.usher.kit.transport.StreamListener;
import dev.usher.kit.transport.StreamPipe;
import dev.usher.kit.transport.Timers;
import dev.usher.kit.transport.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The system has no thread left, or a thread that receives runs out of memory.
class FailingThreadsTest {
  private static final OutOfMemoryError SCARCITY = new OutOfMemoryError("as the system says it");

  private final MemoryNetwork network = MemoryNetwork.seeded(1);

  private static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Test
  void aServerThatCannotStartListensNowhere() throws Exception {
    for (int threads = 0; threads < 2; threads++) {
      var server = Server.at(at(1)).alsoAt(at(2)).on(new Scarce((Wire) network, threads));
      assertThatThrownBy(() -> server.start(client -> client.receive())).isSameAs(SCARCITY);
      try (Running next =
          Server.at(at(1)).alsoAt(at(2)).on(network).start(client -> client.receive())) {
        assertThat(next.addresses()).hasSize(2);
      }
    }
  }

  @Test
  void aServerOfDatagramsThatCannotStartIsBoundNowhere() throws Exception {
    for (int threads = 0; threads < 2; threads++) {
      var server = Server.udp(at(1)).alsoAt(at(2)).on(new Scarce((Wire) network, threads));
      assertThatThrownBy(() -> server.start(client -> client.receive())).isSameAs(SCARCITY);
      assertThatThrownBy(() -> server.answer(_ -> {})).isSameAs(SCARCITY);
      try (Running next = Server.udp(at(1)).alsoAt(at(2)).on(network).answer(_ -> {})) {
        assertThat(next.addresses()).hasSize(2);
      }
    }
  }

  @Test
  void aClientThatCannotReceiveIsNotConnected() {
    Scarce scarce = new Scarce((Wire) network, 0);
    var client = Client.udp(at(1)).on(scarce);
    assertThatThrownBy(client::connect).isSameAs(SCARCITY);
    assertThat(scarce.closed).hasValue(1);
  }

  @Test
  void whoWaitsForDatagramsIsToldThatNobodyReceivesThem() throws Exception {
    try (Connection<byte[]> client =
        Client.udp(at(1)).on(new Scarce((Wire) network, 1)).connect()) {
      assertThatThrownBy(client::receive)
          .isInstanceOfSatisfying(
              EndedException.class,
              e -> assertThat(e.ended()).isEqualTo(new Ended.Failed(SCARCITY)));
    }
  }

  /// A network that gives out only so many threads to receive on, and no memory to receive into.
  private static final class Scarce implements Wire {
    private final Wire wire;
    private final AtomicInteger threads;
    private final AtomicInteger closed = new AtomicInteger(); // sockets of clients

    Scarce(Wire wire, int threads) {
      this.wire = wire;
      this.threads = new AtomicInteger(threads);
    }

    @Override
    public Thread intake(String name, Runnable receiving) {
      if (threads.getAndDecrement() > 0) return wire.intake(name, receiving);
      return new Thread(receiving, name) {
        @Override
        public void start() {
          throw SCARCITY;
        }
      };
    }

    @Override
    public StreamListener listen(SocketAddress at, SocketSettings settings) throws IOException {
      return wire.listen(at, settings);
    }

    @Override
    public StreamPipe connect(SocketAddress to, SocketSettings settings, Duration within)
        throws IOException {
      return wire.connect(to, settings, within);
    }

    @Override
    public PacketPipe bind(SocketAddress at, SocketSettings settings, int largest)
        throws IOException {
      return wire.bind(at, settings, largest);
    }

    @Override
    public PacketPipe bindTo(SocketAddress peer, SocketSettings settings, int largest)
        throws IOException {
      PacketPipe pipe = wire.bindTo(peer, settings, largest);
      return new PacketPipe() {
        @Override
        public boolean receive(Receiver receiver) {
          throw SCARCITY;
        }

        @Override
        public void send(ByteBuffer packet, Route way) throws IOException {
          pipe.send(packet, way);
        }

        @Override
        public SocketAddress address() {
          return pipe.address();
        }

        @Override
        public void close() {
          closed.incrementAndGet();
          pipe.close();
        }
      };
    }

    @Override
    public Timers timers() {
      return wire.timers();
    }

    @Override
    public Thread thread(String name, Runnable conversation) {
      return wire.thread(name, conversation);
    }
  }
}
