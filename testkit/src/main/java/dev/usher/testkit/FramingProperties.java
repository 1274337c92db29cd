package dev.usher.testkit;

import dev.usher.kit.FramingException;
import dev.usher.kit.ReadBuffer;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.WriteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// What must hold for every [StreamFraming], to be tried on one of your own.
public final class FramingProperties {
  /// Streams up to this long are cut in every possible way: 2 to the power of 11 of them.
  private static final int EVERY_WAY = 12;

  /// Longer ones up to this are cut at every pair of places.
  private static final int EVERY_PAIR = 100;

  private static final int RANDOM_WAYS = 200;

  /// What a framing may hold besides a message: its length, header or delimiter.
  private static final int OVERHEAD = 1024;

  private FramingProperties() {}

  /// Writes the messages one after the other and reads them back: whole, in two pieces cut at every
  /// place, in three (up to 100 bytes), byte by byte, in every possible way (up to 12 bytes), and
  /// in 200 random ways. Each time the same messages must come, and no byte may be left. Then sends
  /// it bytes without an end, to see that it refuses a message over its limit instead of asking for
  /// more.
  ///
  /// Messages are compared by [Objects#deepEquals], so that arrays count by what they hold. Try it
  /// with a limit of at most a megabyte or so: it is filled 256 times.
  ///
  /// @throws AssertionError when one does not hold; the message says where the stream was cut
  public static <M> void check(StreamFraming<M> framing, List<M> messages) {
    byte[] stream = written(framing, messages);
    read(framing, messages, stream);
    for (int a = 1; a < stream.length; a++) {
      read(framing, messages, stream, a);
      if (stream.length > EVERY_PAIR) continue;
      for (int b = a + 1; b < stream.length; b++) read(framing, messages, stream, a, b);
    }
    int[] everywhere = new int[Math.max(0, stream.length - 1)];
    Arrays.setAll(everywhere, i -> i + 1);
    read(framing, messages, stream, everywhere);
    if (stream.length <= EVERY_WAY) everyWay(framing, messages, stream, everywhere);
    else randomWays(framing, messages, stream);
    for (int filler = 0; filler < 256; filler++) endless(framing, (byte) filler);
  }

  /// Checks that a message over the limit is refused when it is written.
  ///
  /// @throws AssertionError when it is not
  public static <M> void refuses(StreamFraming<M> framing, M tooLong) {
    try {
      framing.write(tooLong, new WriteBuffer());
    } catch (IllegalArgumentException _) {
      return;
    }
    throw new AssertionError(
        framing + " wrote a message that is over its limit of " + framing.limit() + " bytes");
  }

  private static <M> void everyWay(
      StreamFraming<M> framing, List<M> messages, byte[] stream, int[] everywhere) {
    for (int way = 0; way < 1 << everywhere.length; way++) {
      int chosen = way;
      int[] cuts = Arrays.stream(everywhere).filter(c -> (chosen & (1 << (c - 1))) != 0).toArray();
      read(framing, messages, stream, cuts);
    }
  }

  private static <M> void randomWays(StreamFraming<M> framing, List<M> messages, byte[] stream) {
    Random random = new Random(stream.length);
    for (int i = 0; i < RANDOM_WAYS; i++) {
      int count = 1 + random.nextInt(Math.min(20, stream.length - 1));
      int[] cuts = random.ints(count, 1, stream.length).sorted().distinct().toArray();
      read(framing, messages, stream, cuts);
    }
  }

  private static <M> byte[] written(StreamFraming<M> framing, List<M> messages) {
    WriteBuffer out = new WriteBuffer();
    for (M message : messages) framing.write(message, out);
    return out.toBytes();
  }

  private static <M> void read(
      StreamFraming<M> framing, List<M> messages, byte[] stream, int... cuts) {
    ReadBuffer in = ReadBuffer.of();
    List<M> got = new ArrayList<>();
    try {
      for (int i = 0; i <= cuts.length; i++) {
        int from = i == 0 ? 0 : cuts[i - 1];
        int to = i == cuts.length ? stream.length : cuts[i];
        in.append(Arrays.copyOfRange(stream, from, to));
        for (M message; (message = framing.read(in)) != null; ) got.add(message);
      }
    } catch (FramingException | RuntimeException e) {
      throw new AssertionError(where(framing, stream, cuts) + " it threw " + e, e);
    }
    if (!Objects.deepEquals(got.toArray(), messages.toArray())) {
      String found = Arrays.deepToString(got.toArray());
      String wanted = Arrays.deepToString(messages.toArray());
      throw new AssertionError(
          where(framing, stream, cuts) + " it read " + found + " instead of " + wanted);
    }
    if (in.size() > 0) {
      throw new AssertionError(where(framing, stream, cuts) + " it left " + in.size() + " bytes");
    }
  }

  private static String where(StreamFraming<?> framing, byte[] stream, int... cuts) {
    String at = cuts.length == 0 ? "whole" : "cut at " + Arrays.toString(cuts);
    return framing + " on «" + Escapes.toText(stream) + "», " + at + ":";
  }

  private static <M> void endless(StreamFraming<M> framing, byte filler) {
    long most = (long) framing.limit() + OVERHEAD;
    byte[] piece = new byte[1 + Math.min(framing.limit(), 8 * 1024)];
    Arrays.fill(piece, filler);
    ReadBuffer in = ReadBuffer.of();
    try {
      for (long fed = 0; fed <= 2 * most; fed += piece.length) {
        in.append(piece);
        while (framing.read(in) != null) {}
        if (in.size() > most + piece.length) {
          throw new AssertionError(
              framing
                  + (" holds " + in.size() + " bytes of " + filler)
                  + (" and asks for more, over its limit of " + framing.limit()));
        }
      }
    } catch (FramingException _) {
      // refused, as it should be
    }
  }
}
