package dev.usher.services.files;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.time.Instant;

/// `struct statx` of 256 bytes, the same on every Linux.
final class Statx {
  /// `STATX_BASIC_STATS | STATX_MNT_ID`.
  static final int MASK = 0x17ff;

  private static final int MOUNT_KNOWN = 0x1000;
  private static final int TYPE = 0xf000;
  private static final int FOLDER = 0x4000;
  private static final int FILE = 0x8000;
  private static final int OWNER_RUNS = 0x40;

  private static final long FILLED = 0;
  private static final long LINKS = 16;
  private static final long MODE = 28;
  private static final long LENGTH = 40;
  private static final long CHANGED = 96;
  private static final long MODIFIED = 112;
  private static final long DEVICE = 136;
  private static final long MOUNT = 144;

  private record Mount(long device, long mount) {}

  private Statx() {}

  static Facts facts(MemorySegment statx) {
    int mode = statx.get(JAVA_SHORT, MODE);
    Facts.Kind kind =
        switch (mode & TYPE) {
          case FILE -> Facts.Kind.FILE;
          case FOLDER -> Facts.Kind.FOLDER;
          default -> Facts.Kind.OTHER;
        };
    boolean mountKnown = (statx.get(JAVA_INT, FILLED) & MOUNT_KNOWN) != 0;
    return new Facts(
        kind,
        statx.get(JAVA_LONG, LENGTH),
        instant(statx, MODIFIED),
        (mode & OWNER_RUNS) != 0,
        instant(statx, CHANGED),
        new Mount(statx.get(JAVA_LONG, DEVICE), mountKnown ? statx.get(JAVA_LONG, MOUNT) : 0));
  }

  /// How many names it has: none once it was deleted.
  static int links(MemorySegment statx) {
    return statx.get(JAVA_INT, LINKS);
  }

  private static Instant instant(MemorySegment statx, long at) {
    long seconds =
        Math.clamp(
            statx.get(JAVA_LONG, at), Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
    return Instant.ofEpochSecond(seconds, statx.get(JAVA_INT, at + Long.BYTES));
  }
}
