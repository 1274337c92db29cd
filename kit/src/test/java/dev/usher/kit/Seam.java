package dev.usher.kit;

import dev.usher.kit.transport.StreamListener;
import dev.usher.kit.transport.StreamPipe;
import dev.usher.kit.transport.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/// A pipe that passes everything on, for tests that change one thing about it.
class Seam implements StreamPipe {
  private final StreamPipe pipe;

  Seam(StreamPipe pipe) {
    this.pipe = pipe;
  }

  /// The two ends of a connection.
  record Ends(StreamPipe client, StreamPipe server) {
    static Ends of(Wire wire) throws IOException {
      SocketSettings settings = SocketSettings.defaults();
      StreamListener listener =
          wire.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), settings);
      StreamPipe client = wire.connect(listener.address(), settings, Duration.ofSeconds(1));
      return new Ends(client, listener.accept());
    }
  }

  /// A conversation of lines over a pipe.
  static StreamConversation<String> lines(StreamPipe pipe, Wire wire) {
    return new StreamConversation<>(
        pipe, StreamFraming.lines(), Limits.defaults(), Deadlines.forStreams(), wire);
  }

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
  public boolean hasBytes() {
    return pipe.hasBytes();
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
