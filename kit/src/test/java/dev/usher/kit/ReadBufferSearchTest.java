package dev.usher.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Few different bytes, so that many are the delimiter's, and all that the search might confuse.
class ReadBufferSearchTest {
  @Property
  void theDelimiterIsFoundWhereItIs(
      @ForAll @Size(max = 40) @ByteRange(min = -2, max = 2) byte[] content,
      @ForAll @Size(min = 1, max = 3) @ByteRange(min = -2, max = 2) byte[] delimiter,
      @ForAll @IntRange(max = 20) int taken) {
    ReadBuffer in = ReadBuffer.of(content);
    int gone = Math.min(taken, content.length);
    in.skip(gone);
    assertThat(in.indexOf(delimiter))
        .isEqualTo(text(content).substring(gone).indexOf(text(delimiter)));
  }

  private static String text(byte... bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
