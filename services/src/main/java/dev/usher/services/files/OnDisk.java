package dev.usher.services.files;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/// Counts for [Space] what is there.
record OnDisk(Ground ground, Staging staging, Predicate<String> inUse) implements Space.Measure {
  @Override
  public long stored() throws StoreException {
    AtomicLong sum = new AtomicLong();
    try {
      new Listing(ground, _ -> true, entry -> sum.addAndGet(entry.size()))
          .list(StorePath.ROOT, true);
    } catch (StoreException e) {
      if (e.trouble() != Trouble.NOT_FOUND) throw e;
    }
    return sum.get();
  }

  @Override
  public long idle() throws StoreException {
    return staging.idle(inUse);
  }
}
