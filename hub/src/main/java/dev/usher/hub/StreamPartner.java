package dev.usher.hub;

import dev.usher.kit.Client;
import dev.usher.kit.Deadlines;
import dev.usher.kit.StreamConnection;
import dev.usher.services.Address;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A partner over TCP or a Unix socket: each line goes with a line feed.
final class StreamPartner implements Partner {
  private final StreamConnection<byte[]> connection;
  private final byte[] lineFeed;

  private StreamPartner(StreamConnection<byte[]> connection, Charset encoding) {
    this.connection = connection;
    lineFeed = "\n".getBytes(encoding);
  }

  static StreamPartner connect(Address address, Charset encoding) throws IOException {
    return new StreamPartner(
        Client.at(address.remote()).deadlines(d -> d.idle(Deadlines.NEVER)).connect(), encoding);
  }

  @Override
  public void send(byte[] line) {
    byte[] message = Arrays.copyOf(line, line.length + lineFeed.length);
    System.arraycopy(lineFeed, 0, message, line.length, lineFeed.length);
    connection.send(message);
  }

  @Override
  public void endSending() {
    connection.endSending();
  }

  @Override
  public byte @Nullable [] receive() {
    return connection.receive();
  }

  /// Nothing: a stream that breaks ends.
  @Override
  public @Nullable String trouble() {
    return null;
  }

  @Override
  public void close() {
    connection.close();
  }
}
