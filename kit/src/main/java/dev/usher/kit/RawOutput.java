package dev.usher.kit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// The outgoing half of a conversation that has left its framing.
final class RawOutput extends OutputStream {
  private final Outbox outbox;

  RawOutput(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      outbox.writeRaw(ByteBuffer.wrap(bytes, offset, length));
    } catch (EndedException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      outbox.end();
    } catch (EndedException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
