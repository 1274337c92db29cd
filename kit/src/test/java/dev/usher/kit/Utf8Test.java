package dev.usher.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain?", "\u00e4 \u4f60", "\uFFFD", "\uD83D\uDE00 smile"})
  void textComesBack(String text) throws FramingException {
    byte[] bytes = Utf8.encode(text);
    assertThat(Utf8.decode(bytes, 0, bytes.length)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "x\uD83Dx", "\uDE00\uD83D", "?\uD83D?"})
  void halfACharacterIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Utf8.encode(text));
  }
}
