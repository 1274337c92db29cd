package dev.usher.kit.transport;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// A listening stream socket. One thread waits and accepts; any may close.
public interface StreamListener extends Closeable {
  /// Where it listens, with the real port.
  SocketAddress address();

  /// Waits until a client is there or the listener is closed; takes nobody.
  void awaitClient() throws IOException;

  /// Takes a client without waiting; null when none is there any more.
  @Nullable StreamPipe accept() throws IOException;

  /// Whether [#close] was called.
  boolean isClosed();

  /// Stops listening, wakes [#awaitClient], and removes the file of a Unix socket.
  @Override
  void close();
}
