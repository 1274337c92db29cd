package dev.usher.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.kit.transport.Spare;
import dev.usher.kit.transport.StreamListener;
import dev.usher.kit.transport.StreamPipe;
import dev.usher.kit.transport.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whose input ends gives back what was lent for it, also where the handler goes on.
@Timeout(30)
class LentBufferEndsTest {
  private final Spare spare = new Spare(16);
  private final byte[] lent = spare.take();

  /// A pipe with a buffer to lend.
  private record Lending(StreamPipe pipe, Buffers buffers) implements StreamPipe {
    @Override
    public int read(Landing into) throws IOException {
      return pipe.read(into);
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
      pipe.write(from);
    }

    @Override
    public boolean wakeReader() {
      return pipe.wakeReader();
    }

    @Override
    public void endOutput() throws IOException {
      pipe.endOutput();
    }

    @Override
    public SocketAddress peer() {
      return pipe.peer();
    }

    @Override
    public SocketAddress local() {
      return pipe.local();
    }

    @Override
    public void close() {
      pipe.close();
    }
  }

  @Test
  void whoHasHeardTheEndHoldsNothing() throws Exception {
    Wire wire = (Wire) MemoryNetwork.seeded(1);
    SocketSettings settings = SocketSettings.defaults();
    StreamListener listener =
        wire.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), settings);
    spare.give(lent);
    try (StreamPipe peer = wire.connect(listener.address(), settings, Duration.ofSeconds(1))) {
      var conversation =
          new StreamConversation<>(
              new Lending(listener.accept(), new StreamPipe.Buffers(spare, new Spare(16))),
              StreamFraming.lines(),
              Limits.defaults(),
              Deadlines.forStreams(),
              wire);
      peer.endOutput();
      assertThat(conversation.receive()).isNull();
      assertThat(spare.take()).isSameAs(lent);
    }
  }
}
