package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.services.Unseen;
import java.nio.charset.Charset;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LegibleTest {
  @Test
  void controlCharactersAreShownAndNotObeyed() {
    byte[] bytes = "a\u001b[31mred\u0007\u007f\u009b1m\u202eevil\t!\r\nb\rc".getBytes(UTF_8);
    assertThat(new Legible(UTF_8).text(bytes, true))
        .isEqualTo("a^[[31mred^G^?\\u009b1m\\u202eevil\t!\nb^Mc");
  }

  @Test
  void bytesThatAreNoTextAreShownAsNumbers() {
    byte[] bytes = {'a', (byte) 0xff, 'b', (byte) 0xc3, '(', (byte) 0xe4, (byte) 0xbd};
    assertThat(new Legible(UTF_8).text(bytes, true)).isEqualTo("a\\xffb\\xc3(\\xe4\\xbd");
  }

  @Test
  void aCharacterMayComeInPieces() {
    byte[] bytes = "你好".getBytes(Charset.forName("GBK"));
    var legible = new Legible(Charset.forName("GBK"));
    assertThat(legible.text(Arrays.copyOf(bytes, 1), false)).isEmpty();
    assertThat(legible.text(Arrays.copyOfRange(bytes, 1, 4), false)).isEqualTo("你好");
  }

  @Property
  void nothingThatCouldCommandATerminalIsLeft(
      @ForAll byte[] bytes, @ForAll @IntRange(max = 40) int cut) {
    var legible = new Legible(UTF_8);
    int at = Math.min(cut, bytes.length);
    String text =
        legible.text(Arrays.copyOf(bytes, at), false)
            + legible.text(Arrays.copyOfRange(bytes, at, bytes.length), true);
    assertThat(text.chars())
        .allMatch(c -> c == '\n' || c == '\t' || (c >= ' ' && c < 0x7f) || c >= 0xa0);
  }

  @Property
  void norWhatCouldDeceiveTheEye(@ForAll String text, @ForAll @IntRange(max = 0xe01ff) int other) {
    if (Character.getType(other) == Character.SURROGATE) return;
    byte[] bytes = (text + Character.toString(other)).getBytes(UTF_8);
    assertThat(new Legible(UTF_8).text(bytes, true).codePoints())
        .noneMatch(c -> c != '\n' && c != '\t' && Unseen.is(c));
  }

  @Test
  void marksThatNobodySeesAreShown() {
    String text = Character.toString(0xe0041) + "\u061c\u2066x\ufff9";
    assertThat(new Legible(UTF_8).text(text.getBytes(UTF_8), true))
        .isEqualTo("\\U000e0041\\u061c\\u2066x\\ufff9");
  }
}
