package dev.usher.kit.transport;

import dev.usher.kit.PeerCredentials;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One end of a stream of bytes. One thread reads and one writes at a time; any may wake or close.
public interface StreamPipe extends Closeable {
  /// Waits for bytes; -1 at the end of what the peer sends, and once the reader was woken.
  int read(Landing into) throws IOException;

  /// The buffers that this pipe's conversation shares with others; null where each needs its own,
  /// because a read that waits must have one.
  default @Nullable Buffers buffers() {
    return null;
  }

  /// Writes all of it, waiting while the peer does not take it.
  void write(ByteBuffer from) throws IOException;

  /// Writes some of these bytes, the first ones first, waiting while the peer takes none; so that
  /// who waits for a slow peer sees that it takes something, and a head leaves with its body. A
  /// transport that cannot tell writes all of them.
  default void writeSome(ByteBuffer head, ByteBuffer body) throws IOException {
    write(head);
    write(body);
  }

  /// Writes what the peer takes of these bytes at once, the first ones first; false when it takes
  /// none, and where a transport cannot tell.
  default boolean writeNow(ByteBuffer head, ByteBuffer body) throws IOException {
    return false;
  }

  /// Makes a [#read] that waits, or else the next one, return -1. A transport that can tell leaves
  /// a read alone that has bytes to return. Writing goes on.
  ///
  /// @return whether later reads still return what comes; where not, unread bytes are lost
  boolean wakeReader();

  /// Whether a [#read] would return bytes at once; false too where a transport cannot tell.
  default boolean hasBytes() {
    return false;
  }

  /// Whether the peer has no room yet for some of what was written, which would be lost if this
  /// were closed and the peer spoke; false too where a transport cannot tell, or loses none.
  default boolean hasUnsent() {
    return false;
  }

  /// Tells the peer that nothing more comes.
  void endOutput() throws IOException;

  /// The other end.
  SocketAddress peer();

  /// This end.
  SocketAddress local();

  /// Who connected, to a listening Unix socket; empty where the transport cannot tell.
  default Optional<PeerCredentials> peerCredentials() {
    return Optional.empty();
  }

  /// Closes at once; whoever reads or writes fails.
  @Override
  void close();

  /// Where bytes that come are put.
  @FunctionalInterface
  interface Landing {
    /// Room for them; asked for when there are some, where the transport can tell.
    ByteBuffer room();

    /// The reader will wait, and is asked for room again.
    default void leave() {}
  }

  /// Buffers for those who take turns.
  ///
  /// @param reading for bytes that come
  /// @param writing for bytes that leave
  record Buffers(Spare reading, Spare writing) {}
}
