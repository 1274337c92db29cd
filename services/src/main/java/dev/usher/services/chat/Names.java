package dev.usher.services.chat;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// What peers are called. Asked for each message: it must be quick.
@FunctionalInterface
public interface Names {
  /// The name of whoever is at this address, if it has one.
  @Nullable String of(InetSocketAddress peer);
}
