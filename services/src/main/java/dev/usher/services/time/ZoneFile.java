package dev.usher.services.time;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names in a zone file (TZif, RFC 9636).
final class ZoneFile {
  private static final int MAGIC = 'T' << 24 | 'Z' << 16 | 'i' << 8 | 'f';
  private static final int HEADER = 44;

  private final long[] times; // when each following kind of time begins: epoch seconds, ascending
  private final int[] kinds; // of each of the times
  private final int[] offsets; // of each kind from UTC, in seconds
  private final String[] names; // of each kind
  private final Map<Integer, String> later; // behind the last of the times, by offset

  private ZoneFile(
      long[] times, int[] kinds, int[] offsets, String[] names, Map<Integer, String> later) {
    this.times = times;
    this.kinds = kinds;
    this.offsets = offsets;
    this.names = names;
    this.later = later;
  }

  /// How many there are of each thing in a block.
  private record Counts(int utc, int standard, int leaps, int times, int kinds, int chars) {
    static Counts read(ByteBuffer in) throws IOException {
      if (in.getInt() != MAGIC) throw new IOException("no TZif");
      in.position(in.position() + HEADER - 28);
      return new Counts(
          in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt(), in.getInt());
    }

    /// @param wide bytes of a time
    int bytes(int wide) {
      return times * (wide + 1) + kinds * 6 + chars + leaps * (wide + 4) + standard + utc;
    }
  }

  /// Reads the block with wide times, and the rule behind it.
  ///
  /// @throws IOException when it is no TZif of version 2 or later
  /// @throws RuntimeException when it contradicts itself
  static ZoneFile parse(ByteBuffer in) throws IOException {
    if (in.limit() < HEADER || in.get(4) < '2') throw new IOException("no TZif of version 2");
    Counts narrow = Counts.read(in);
    in.position(in.position() + narrow.bytes(4));
    Counts wide = Counts.read(in);
    int end = Math.addExact(in.position(), wide.bytes(8));
    if (end > in.limit()) throw new IOException("too short");
    long[] times = new long[wide.times];
    for (int i = 0; i < times.length; i++) times[i] = in.getLong();
    int[] kinds = new int[wide.times];
    for (int i = 0; i < kinds.length; i++) kinds[i] = in.get() & 0xff;
    int[] offsets = new int[wide.kinds];
    int[] begins = new int[wide.kinds];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = in.getInt();
      in.get(); // whether it is daylight saving time
      begins[i] = in.get() & 0xff;
    }
    byte[] chars = new byte[wide.chars];
    in.get(chars);
    String[] names = new String[wide.kinds];
    for (int i = 0; i < names.length; i++) names[i] = upTo(0, chars, begins[i]);
    byte[] footer = new byte[in.limit() - end];
    in.get(end, footer);
    return new ZoneFile(times, kinds, offsets, names, rule(footer));
  }

  private static String upTo(int last, byte[] bytes, int from) {
    int end = from;
    while (bytes[end] != last) end++;
    return new String(bytes, from, end - from, US_ASCII);
  }

  private static Map<Integer, String> rule(byte[] footer) {
    if (footer.length < 2 || footer[0] != '\n') return Map.of();
    return ZoneRule.names(upTo('\n', footer, 1));
  }

  /// What the zone is called then; null when the file knows no such offset.
  ///
  /// @param at epoch seconds
  /// @param offset that Java has for then, which may know other rules than the file
  @Nullable String name(long at, int offset) {
    int found = Arrays.binarySearch(times, at);
    int latest = found < 0 ? -found - 2 : found;
    if (latest == times.length - 1 && later.containsKey(offset)) return later.get(offset);
    for (int i = latest; i >= 0; i--) if (offsets[kinds[i]] == offset) return names[kinds[i]];
    for (int i = 0; i < offsets.length; i++) if (offsets[i] == offset) return names[i];
    return later.get(offset);
  }
}
