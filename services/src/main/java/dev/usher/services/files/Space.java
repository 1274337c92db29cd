package dev.usher.services.files;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// How much more may come. Safe for several threads.
final class Space {
  private static final long MEASURED_FOR = TimeUnit.MILLISECONDS.toNanos(100);

  /// Of what counting all files has taken, so much passes before they are counted again.
  private static final int SELDOM = 20;

  private static final long NEARLY_NOTHING = 64 * 1024;

  private final Path disk;
  private final StoreLimits limits;
  private final Measure measure;
  private boolean counted;
  private long whenCounted;
  private long tookToCount;
  private long stored; // bytes under their names, when there is a quota
  private long idle; // of partial files that nobody goes on with, when there is a quota
  private long reserved; // of all that is on its way, by its whole size
  private long missing; // the part of that which did not come yet
  private long free; // as measured, less what was promised since
  private long measured;

  /// What is on the disk.
  interface Measure {
    /// Bytes of all files under their names.
    long stored() throws StoreException;

    /// Bytes of the partial files that are not in use.
    long idle() throws StoreException;
  }

  /// @param disk something on the file system; while it is not there, what it is to be in
  Space(Path disk, StoreLimits limits, Measure measure) {
    this.disk = disk;
    this.limits = limits;
    this.measure = measure;
    measured = System.nanoTime() - MEASURED_FOR;
  }

  /// Room for one file, or for several that come together.
  final class Reservation implements AutoCloseable {
    private long size;
    private long rest;
    private boolean closed;

    /// So many bytes of it were written.
    void written(long bytes) {
      synchronized (Space.this) {
        long count = closed ? 0 : Math.min(bytes, rest);
        rest -= count;
        missing -= count;
      }
    }

    /// So much more is wanted.
    ///
    /// @param here bytes of it that are on the disk already
    /// @throws StoreException `OVER_QUOTA`, `NO_SPACE`
    void grow(long bytes, long here) throws StoreException {
      synchronized (Space.this) {
        check(bytes, bytes - here);
        size += bytes;
        rest += bytes - here;
        reserved += bytes;
        missing += bytes - here;
        free -= bytes - here;
      }
    }

    /// So much of it is not wanted after all.
    void shrink(long bytes) {
      synchronized (Space.this) {
        size -= bytes;
        reserved -= bytes;
        long over = Math.max(0, rest - size);
        rest -= over;
        missing -= over;
      }
    }

    /// So many bytes of it have their name.
    void published(long bytes) {
      synchronized (Space.this) {
        stored += bytes;
        size -= bytes;
        reserved -= bytes;
      }
    }

    /// What is over is free for others.
    @Override
    public void close() {
      synchronized (Space.this) {
        if (closed) return;
        closed = true;
        reserved -= size;
        missing -= rest;
        measured = System.nanoTime() - MEASURED_FOR;
      }
    }
  }

  /// Refuses what could never be, before anything is kept for each of its blocks.
  ///
  /// @throws StoreException `NO_SPACE`, `OVER_QUOTA`
  void checkPossible(long bytes) throws StoreException {
    if (bytes > limits.quota()) throw overQuota(bytes, limits.quota());
    long all = disk().getTotalSpace() - limits.keepFree();
    if (bytes > all) throw noSpace(bytes, all, limits.keepFree());
  }

  private File disk() {
    File there = disk.toAbsolutePath().toFile();
    while (!there.exists() && there.getParentFile() != null) there = there.getParentFile();
    return there;
  }

  Reservation reserve() {
    return new Reservation();
  }

  /// So many bytes under their names went away.
  synchronized void gone(long bytes) {
    stored -= bytes;
    measured = System.nanoTime() - MEASURED_FOR;
  }

  /// The quota again, now that something gets its name.
  ///
  /// @throws StoreException `OVER_QUOTA`
  synchronized void confirm() throws StoreException {
    if (limits.quota() != StoreLimits.NONE) checkQuota(0);
  }

  /// What a failed write was about: Java does not tell a full disk from others.
  StoreException failure(IOException e, String what) {
    boolean full = disk().getUsableSpace() < NEARLY_NOTHING;
    return full ? Failures.noSpace() : Failures.of(e, what);
  }

  /// Whether the disk could hold a file at all; asked before memory is taken for each of its
  /// blocks.
  ///
  /// @throws StoreException `NO_SPACE`
  void checkHolds(long size) throws StoreException {
    long all = disk().getTotalSpace();
    if (size <= all) return;
    throw new StoreException(
        Trouble.NO_SPACE,
        String.format(Locale.ROOT, "it has %,d bytes, and all of the disk has %,d", size, all));
  }

  private void check(long bytes, long more) throws StoreException {
    if (System.nanoTime() - measured >= MEASURED_FOR || free < more + limits.keepFree()) {
      free = disk().getUsableSpace() - missing;
      measured = System.nanoTime();
      if (limits.quota() != StoreLimits.NONE) idle = measure.idle();
    }
    if (limits.quota() != StoreLimits.NONE) checkQuota(bytes);
    long left = free - limits.keepFree();
    if (left < more) throw noSpace(more, left, limits.keepFree());
  }

  private static StoreException noSpace(long bytes, long left, long keepFree) {
    String beside =
        keepFree == 0
            ? ""
            : String.format(Locale.ROOT, " beside the %,d that have to stay free", keepFree);
    return new StoreException(
        Trouble.NO_SPACE,
        String.format(
            Locale.ROOT,
            "it needs %,d bytes, and the disk has %,d for it%s; free some, and send it again",
            bytes,
            Math.max(0, left),
            beside));
  }

  private static StoreException overQuota(long bytes, long left) {
    return new StoreException(
        Trouble.OVER_QUOTA,
        String.format(
            Locale.ROOT,
            "it needs %,d bytes, and the store may take %,d more; delete something there",
            bytes,
            Math.max(0, left)));
  }

  private void checkQuota(long bytes) throws StoreException {
    if (!counted) count();
    // Others may have deleted something in the store's folders, as we tell people to.
    else if (left() < bytes && System.nanoTime() - whenCounted >= SELDOM * tookToCount) count();
    if (left() < bytes) throw overQuota(bytes, left());
  }

  private long left() {
    return limits.quota() - stored - idle - reserved;
  }

  private void count() throws StoreException {
    long begun = System.nanoTime();
    stored = measure.stored();
    counted = true;
    whenCounted = System.nanoTime();
    tookToCount = whenCounted - begun;
  }
}
