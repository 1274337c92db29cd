package dev.usher.bench;

/// How long answers took: counted by length, to within 1 %, so that millions of them need no more
/// room than one.
final class Latencies {
  private static final int PARTS = 128; // of each power of two

  private final int[] counts = new int[Long.SIZE * PARTS];
  private long count;
  private long most;

  void add(long nanos) {
    counts[place(Math.max(0, nanos))]++;
    count++;
    most = Math.max(most, nanos);
  }

  /// What so many percent did not exceed, in microseconds.
  double percentile(double percent) {
    long left = (long) Math.ceil(count * percent / 100);
    int place = 0;
    while (place < counts.length && (left -= counts[place]) > 0) place++;
    return Math.min(most, longest(place)) / 1e3;
  }

  /// The first 256 lengths have a place each, then each power of two has 128.
  private static int place(long nanos) {
    int shift = shift(Long.SIZE - Long.numberOfLeadingZeros(nanos) - 1);
    return shift * PARTS + (int) (nanos >>> shift);
  }

  private static int shift(int highestBit) {
    return Math.max(0, highestBit - 7);
  }

  /// The longest that has this place.
  private static long longest(int place) {
    int shift = Math.max(0, place / PARTS - 1);
    return ((long) (place - shift * PARTS + 1) << shift) - 1;
  }
}
