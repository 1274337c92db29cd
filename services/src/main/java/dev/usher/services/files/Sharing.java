package dev.usher.services.files;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Which stream takes which file, where several are offered the same ones. Long files are taken by
/// all of them, a part each.
final class Sharing {
  /// Bytes from which on several streams share a file.
  static final long SHARED = 64L * Blocks.SIZE;

  private final Map<Taken, Integer> numbers = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();

  /// Files of different folders may have the same last name, which is their path here.
  private record Taken(String path, long key) {
    static Taken of(Frame.Offer offer) {
      return new Taken(offer.entry().path(), offer.key());
    }
  }

  /// For one more stream.
  Sink.Elsewhere stream() {
    return new Sink.Elsewhere() {
      @Override
      public boolean takes(Frame.Offer offer) {
        return offer.entry().size() < SHARED
            && numbers.putIfAbsent(Taken.of(offer), next.getAndIncrement()) != null;
      }

      @Override
      public int number(Frame.Offer offer) {
        return numbers.computeIfAbsent(Taken.of(offer), _ -> next.getAndIncrement());
      }
    };
  }

  /// Where there is one stream.
  static boolean alone(Frame.Offer offer) {
    return false;
  }
}
