package dev.usher.services.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules of docs/protocols/upload.md for headers.
class UploadHeaderTest {
  private static UploadHeader parse(String header) throws ProtocolException {
    return UploadHeader.parse(header.getBytes(UTF_8));
  }

  @Property
  void whatIsWrittenIsReadTheSame(
      @ForAll String name,
      @ForAll @LongRange(min = 0, max = UploadHeader.LARGEST) long size,
      @ForAll String message)
      throws ProtocolException {
    UploadHeader header = new UploadHeader(text(name), size, text(message));
    byte[] written = header.write();
    for (byte b : written) assertThat(b).isBetween((byte) 32, (byte) 126);
    assertThat(UploadHeader.parse(written)).isEqualTo(header);
  }

  /// As a peer has it, to whom half a surrogate pair cannot be sent.
  private static String text(String any) {
    return new String(any.getBytes(UTF_8), UTF_8);
  }

  @Property
  void aHeaderThatIsCutIsRefused(@ForAll String name, @ForAll String message) {
    byte[] written = new UploadHeader(name, 7, message).write();
    for (int length = 0; length < written.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(written, length);
      assertThatThrownBy(() -> UploadHeader.parse(cut)).isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void theTutorialsHeaderIsRead() throws ProtocolException {
    assertThat(parse("{\"file_name\": \"\\u8bfe.mp4\", \"file_size\": 12, \"msg\": \"\\u597d\"}"))
        .isEqualTo(new UploadHeader("课.mp4", 12, "好"));
    assertThat(
            parse(" {\"file_size\":0,\"md5\":[{\"a\":null}],\"file_name\":\"课\",\"msg\":null}\n"))
        .isEqualTo(new UploadHeader("课", 0, ""));
    assertThat(parse("{\"file_name\":\"a\",\"file_size\":1125899906842624}").size())
        .isEqualTo(UploadHeader.LARGEST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        // U2
        "``; no JSON object (U2)",
        "[]; no JSON object (U2)",
        "7; no JSON object (U2)",
        "{\"file_name\":\"a\",\"file_size\":1; no JSON",
        "{\"file_name\":\"a\",\"file_size\":1}}; no JSON",
        "{\"file_name\":\"a\",\"file_size\":1} 7; something stands behind the object (U2)",
        "{'file_name':'a','file_size':1}; no JSON",
        "{\"file_name\":\"a\",\"file_size\":1,\"file_size\":2}; \"file_size\" stands in it twice",
        "{\"file_name\":\"a\",\"file_size\":1,\"x\":2,\"x\":2}; \"x\" stands in it twice",
        "{\"file_name\":\"a\",\"file_size\":1,\"x\":NaN}; no JSON",
        // U3
        "{\"file_size\":1}; it has no file_name (U3)",
        "{\"file_name\":null,\"file_size\":1}; its file_name is no string (U3)",
        "{\"file_name\":[\"a\"],\"file_size\":1}; its file_name is no string (U3)",
        // U4
        "{\"file_name\":\"a\"}; it has no file_size (U4)",
        "{\"file_name\":\"a\",\"file_size\":-1}; its file_size is not 0 to 1125899906842624 (U4)",
        "{\"file_name\":\"a\",\"file_size\":1125899906842625}; its file_size is not 0 to",
        "{\"file_name\":\"a\",\"file_size\":18446744073709551617}; its file_size is not 0 to",
        "{\"file_name\":\"a\",\"file_size\":1.5}; its file_size is no whole number (U4)",
        "{\"file_name\":\"a\",\"file_size\":1.0}; its file_size is no whole number (U4)",
        "{\"file_name\":\"a\",\"file_size\":1e3}; its file_size is no whole number (U4)",
        "{\"file_name\":\"a\",\"file_size\":\"1\"}; its file_size is no whole number (U4)",
        "{\"file_name\":\"a\",\"file_size\":true}; its file_size is no whole number (U4)",
        "{\"file_name\":\"a\",\"file_size\":null}; its file_size is no whole number (U4)",
        // U5
        "{\"file_name\":\"a\",\"file_size\":1,\"msg\":5}; its msg is no string (U5)",
      })
  void whatBreaksARuleIsRefusedByIt(String header, String why) {
    assertThatThrownBy(() -> parse(header))
        .isInstanceOf(ProtocolException.class)
        .hasMessageStartingWith("a header was refused: ")
        .hasMessageContaining(why);
  }

  @Test
  void aHeaderInAnotherEncodingIsRefused() {
    byte[] latin = "{\"file_name\":\"ü\",\"file_size\":1}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> UploadHeader.parse(latin)).hasMessageContaining("not UTF-8 (U2)");
  }

  @Test
  void aHeaderThatNestsWithoutEndIsRefused() {
    String deep = "{\"file_name\":\"a\",\"file_size\":1,\"x\":" + "[".repeat(60_000);
    assertThatThrownBy(() -> parse(deep)).isInstanceOf(ProtocolException.class);
  }
}
