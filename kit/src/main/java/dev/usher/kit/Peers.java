package dev.usher.kit;

import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The datagram peers of one socket, in the order in which they were last heard. Guarded by the
/// [PacketLoop] that has it.
final class Peers<C> {
  private final int most;
  private final LinkedHashMap<SocketAddress, C> byAddress = new LinkedHashMap<>(16, 0.75f, true);

  Peers(int most) {
    this.most = most;
  }

  /// The conversation with a peer that was just heard.
  @Nullable C find(SocketAddress peer) {
    return byAddress.get(peer);
  }

  /// Adds a newcomer; returns the peer that has been silent longest when it had to make room.
  @Nullable C add(SocketAddress peer, C conversation) {
    C evicted = null;
    if (byAddress.size() >= most) {
      Map.Entry<SocketAddress, C> eldest = byAddress.firstEntry();
      evicted = eldest.getValue();
      byAddress.remove(eldest.getKey());
    }
    byAddress.put(peer, conversation);
    return evicted;
  }

  /// Forgets a peer, unless a newer conversation with it has begun.
  void remove(SocketAddress peer, C conversation) {
    byAddress.remove(peer, conversation);
  }
}
