package dev.usher.kit.transport;

import java.net.InetAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// The two ends of a datagram's way.
///
/// @param peer the other end
/// @param local at which address of this machine it comes and goes; null where the socket has only
///   one, or the transport cannot tell
public record Route(SocketAddress peer, @Nullable InetAddress local) {
  /// Whether anything can go back: not to a Unix socket that has no name.
  public boolean leadsBack() {
    return !peer.equals(UnixName.NONE);
  }
}
