package dev.usher.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.FramingException;
import dev.usher.kit.ReadBuffer;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.WriteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FramingPropertiesTest {
  @Test
  void theKitsFramingsHold() {
    List<byte[]> messages = List.of(bytes(""), bytes("a"), bytes("bc\u0000\r\n"), bytes("ü"));
    FramingProperties.check(StreamFraming.lines(100), List.of("", "a", "bcd", "\rü", "€"));
    FramingProperties.check(StreamFraming.lines(4), List.of("ab", "c"));
    FramingProperties.check(StreamFraming.delimited(bytes("--"), 100), messages);
    FramingProperties.check(StreamFraming.fixed(3), List.of(bytes("abc"), bytes("def")));
    for (int width : new int[] {1, 2, 4, 8}) {
      for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
        FramingProperties.check(StreamFraming.lengthPrefixed(width, order, 100), messages);
        FramingProperties.check(StreamFraming.lengthPrefixed(width, order, -width, 99), messages);
      }
    }
  }

  @Test
  void whatIsOverTheLimitIsRefusedInWriting() {
    FramingProperties.refuses(StreamFraming.lines(3), "four");
    FramingProperties.refuses(StreamFraming.delimited(bytes("-"), 3), bytes("four"));
    FramingProperties.refuses(StreamFraming.fixed(3), bytes("four"));
    FramingProperties.refuses(
        StreamFraming.lengthPrefixed(4, ByteOrder.BIG_ENDIAN, 3), bytes("four"));
    assertThatThrownBy(() -> FramingProperties.refuses(new Careless(3), bytes("four")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("over its limit of 3 bytes");
  }

  @Test
  void aFramingThatDependsOnCutsIsFound() {
    assertThatThrownBy(
            () -> FramingProperties.check(StreamFraming.chunks(), List.of(bytes("abcd"))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("«abcd», cut at [1]");
  }

  @Test
  void aFramingThatTripsOverOneCutIsFound() {
    StreamFraming<byte[]> broken =
        new Careless(100) {
          @Override
          public byte @Nullable [] read(ReadBuffer in) {
            // Takes the length although the rest is not here yet.
            return in.size() == 0 ? null : in.take(1 + Math.min(in.at(0), in.size() - 1));
          }
        };
    assertThatThrownBy(() -> FramingProperties.check(broken, List.of(bytes("abc"))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("whole");
  }

  @Test
  void aFramingThatNeverRefusesIsFound() {
    assertThatThrownBy(() ->
            FramingProperties.check(new Careless(10), List.of(bytes("abc"), bytes("defghij"))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("asks for more, over its limit of 10");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /// A length in two bytes, whatever the limit says.
  private static class Careless implements StreamFraming<byte[]> {
    private final int limit;

    Careless(int limit) {
      this.limit = limit;
    }

    @Override
    public byte @Nullable [] read(ReadBuffer in) throws FramingException {
      if (in.size() < 2) return null;
      int length = (int) in.number(0, 2, ByteOrder.BIG_ENDIAN);
      if (in.size() < 2 + length) return null;
      in.skip(2);
      return in.take(length);
    }

    @Override
    public void write(byte[] message, WriteBuffer out) {
      out.putNumber(message.length, 2, ByteOrder.BIG_ENDIAN).put(message);
    }

    @Override
    public int limit() {
      return limit;
    }
  }
}
