package dev.usher.kit;

import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.kit.nio.NioTransport;
import dev.usher.kit.transport.Wire;

/// What moves the bytes: [#nio] everywhere, a [MemoryNetwork] in tests.
///
/// Handlers cannot tell the difference. Pass one to [Server#on] or a client's `on`.
public sealed interface Transport permits Wire, MemoryNetwork {
  /// The JDK's channels.
  static Transport nio() {
    return NioTransport.SHARED;
  }
}
