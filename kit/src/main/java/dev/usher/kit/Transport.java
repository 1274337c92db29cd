package dev.usher.kit;

import dev.usher.kit.linux.LinuxTransport;
import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.kit.nio.NioTransport;
import dev.usher.kit.transport.Wire;

/// What moves the bytes: [#linux] where it can be used, else [#nio]; a [MemoryNetwork] in tests.
///
/// Handlers cannot tell the difference. Pass one to [Server#on] or a client's `on`.
public sealed interface Transport permits Wire, MemoryNetwork {
  /// The fastest that can be used here: [#linux] where that is possible, else [#nio]. Where Java
  /// was not started with the option that [#linux] names, a server's streams are those of [#nio].
  static Transport usual() {
    return LinuxTransport.obstacle() == null ? LinuxTransport.USUAL : nio();
  }

  /// Linux's own calls. A server's streams are watched by one loop for each processor, which also
  /// runs their conversations, if Java is started with `--add-opens
  /// java.base/java.lang=dev.usher.kit`; a conversation that computes, or waits where its thread
  /// cannot be taken from it, keeps the others of its loop for 5 to 10 ms. Datagrams come and go in
  /// batches, over Unix sockets too, and replies leave from the address that was asked. Clients'
  /// streams are those of [#nio].
  ///
  /// @throws UnsupportedOperationException when it cannot be used here; the text says why
  static Transport linux() {
    String obstacle = LinuxTransport.obstacle();
    if (obstacle != null)
      throw new UnsupportedOperationException("no linux transport: " + obstacle);
    return LinuxTransport.SHARED;
  }

  /// The JDK's channels.
  static Transport nio() {
    return NioTransport.SHARED;
  }
}
