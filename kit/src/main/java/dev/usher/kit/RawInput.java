package dev.usher.kit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// The incoming half of a conversation that has left its framing.
final class RawInput extends InputStream {
  private final StreamConversation<?> conversation;

  RawInput(StreamConversation<?> conversation) {
    this.conversation = conversation;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) return 0;
    try {
      return conversation.readRaw(ByteBuffer.wrap(into, offset, length));
    } catch (EndedException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
