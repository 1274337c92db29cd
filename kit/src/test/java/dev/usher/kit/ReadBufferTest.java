package dev.usher.kit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ReadBufferTest {
  @Test
  void oneDelimiterThatIsMissingDoesNotHideAnother() {
    ReadBuffer in = ReadBuffer.of("key=value;rest".getBytes(US_ASCII));
    assertThat(in.indexOf((byte) '\n')).isEqualTo(-1);
    assertThat(in.indexOf((byte) ';')).isEqualTo(9);
  }

  @Test
  void aDelimiterThatArrivesInTwoPiecesIsFound() {
    ReadBuffer in = ReadBuffer.of("head\r\n\r".getBytes(US_ASCII));
    byte[] blankLine = "\r\n\r\n".getBytes(US_ASCII);
    assertThat(in.indexOf(blankLine)).isEqualTo(-1);
    in.append((byte) '\n');
    assertThat(in.indexOf(blankLine)).isEqualTo(4);
  }

  @Test
  void aLengthFieldOfEightBytesMayLeaveSomethingOut() throws FramingException {
    var framing = StreamFraming.lengthPrefixed(8, ByteOrder.BIG_ENDIAN, 4, 100);
    ReadBuffer in = ReadBuffer.of(new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 'a', 'b', 'c', 'd', 'e'});
    assertThat(framing.read(in)).asString().isEqualTo("abcde");
  }

  @Test
  void itGrowsByAsMuchAsItHasWhileAnArrayHoldsThat() {
    int gigabyte = 1 << 30;
    assertThat(ReadBuffer.grown(512, 600)).isEqualTo(1_024);
    assertThat(ReadBuffer.grown(512, 5_000)).isEqualTo(5_000);
    assertThat(ReadBuffer.grown(gigabyte, gigabyte + 1)).isGreaterThan(gigabyte + (gigabyte >> 1));
    assertThat(ReadBuffer.grown(Integer.MAX_VALUE - 8, Integer.MAX_VALUE))
        .isEqualTo(Integer.MAX_VALUE);
  }
}
