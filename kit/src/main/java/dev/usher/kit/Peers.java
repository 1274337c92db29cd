package dev.usher.kit;

import dev.usher.kit.transport.Route;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The datagram peers of one socket, in the order in which they were last heard. Guarded by the
/// [PacketLoop] that has it.
final class Peers<C> {
  private final int most;
  private final LinkedHashMap<Route, C> byRoute = new LinkedHashMap<>(16, 0.75f, true);

  Peers(int most) {
    this.most = most;
  }

  /// The conversation with a peer that was just heard.
  @Nullable C find(Route route) {
    return byRoute.get(route);
  }

  /// Adds a newcomer; returns the peer that has been silent longest when it had to make room.
  @Nullable C add(Route route, C conversation) {
    C evicted = null;
    if (byRoute.size() >= most) {
      Map.Entry<Route, C> eldest = byRoute.firstEntry();
      evicted = eldest.getValue();
      byRoute.remove(eldest.getKey());
    }
    byRoute.put(route, conversation);
    return evicted;
  }

  /// Forgets a peer, unless a newer conversation with it has begun.
  void remove(Route route, C conversation) {
    byRoute.remove(route, conversation);
  }
}
