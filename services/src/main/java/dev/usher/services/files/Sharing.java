package dev.usher.services.files;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which stream takes which file, where several are offered the same ones. Long files are taken by
/// all of them, a part each.
final class Sharing {
  /// Bytes from which on several streams share a file.
  static final long SHARED = 64L * Blocks.SIZE;

  private final Set<String> taken = ConcurrentHashMap.newKeySet();

  /// For one more stream.
  Sink.Elsewhere stream() {
    return offer -> offer.entry().size() < SHARED && !taken.add(offer.entry().path());
  }

  /// Where there is one stream.
  static boolean alone(Frame.Offer offer) {
    return false;
  }
}
