package dev.usher.services.files;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which stream takes which file, where several are offered the same ones. Long files are taken by
/// all of them, a part each.
final class Sharing {
  /// Bytes from which on several streams share a file.
  static final long SHARED = 64L * Blocks.SIZE;

  private final Set<Taken> taken = ConcurrentHashMap.newKeySet();

  /// Files of different folders may have the same last name, which is their path here.
  private record Taken(String path, long key) {}

  /// For one more stream.
  Sink.Elsewhere stream() {
    return offer ->
        offer.entry().size() < SHARED && !taken.add(new Taken(offer.entry().path(), offer.key()));
  }

  /// Where there is one stream.
  static boolean alone(Frame.Offer offer) {
    return false;
  }
}
