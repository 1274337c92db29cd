package dev.usher.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.kit.transport.Spare;
import dev.usher.kit.transport.StreamPipe;
import dev.usher.kit.transport.Wire;
import org.junit.jupiter.api.Test;

/// Whose input ends gives back what was lent for it, also where the handler goes on.
class LentBufferEndsTest {
  private final Spare spare = new Spare(16);
  private final byte[] lent = spare.take();

  /// A pipe with a buffer to lend.
  private static final class Lending extends Seam {
    private final Buffers buffers;

    Lending(StreamPipe pipe, Buffers buffers) {
      super(pipe);
      this.buffers = buffers;
    }

    @Override
    public Buffers buffers() {
      return buffers;
    }
  }

  @Test
  void whoHasHeardTheEndHoldsNothing() throws Exception {
    Wire wire = (Wire) MemoryNetwork.seeded(1);
    Seam.Ends ends = Seam.Ends.of(wire);
    spare.give(lent);
    try (StreamPipe peer = ends.client()) {
      var buffers = new StreamPipe.Buffers(spare, new Spare(16));
      var conversation = Seam.lines(new Lending(ends.server(), buffers), wire);
      peer.endOutput();
      assertThat(conversation.receive()).isNull();
      assertThat(spare.take()).isSameAs(lent);
    }
  }
}
