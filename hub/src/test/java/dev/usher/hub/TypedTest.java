package dev.usher.hub;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TypedTest {
  @Test
  void aLineSaysWhatItMeans() {
    assertThat(Typed.parse("hello /who")).isEqualTo(new Typed.Say("hello /who"));
    assertThat(Typed.parse(" @bob")).isEqualTo(new Typed.Say(" @bob"));
    assertThat(Typed.parse("@bob  two  spaces "))
        .isEqualTo(new Typed.SayTo("bob", " two  spaces "));
    assertThat(Typed.parse("@[::1]:5 hi")).isEqualTo(new Typed.SayTo("[::1]:5", "hi"));
    assertThat(Typed.parse("@bob ")).isEqualTo(new Typed.To("bob"));
    assertThat(Typed.parse("/to bob ")).isEqualTo(new Typed.To("bob"));
    assertThat(Typed.parse("/history  bob ")).isEqualTo(new Typed.Recall("bob"));
    assertThat(Typed.parse("/history")).isEqualTo(new Typed.Recall(""));
    assertThat(Typed.parse("//who")).isEqualTo(new Typed.Say("/who"));
    assertThat(Typed.parse("@@all")).isEqualTo(new Typed.Say("@all"));
    assertThat(Typed.parse(" \t")).isEqualTo(new Typed.Nothing());
    assertThat(Typed.parse("/quite")).isEqualTo(new Typed.Unknown("/quite"));
    assertThat(Typed.parse("/to")).isInstanceOf(Typed.Unknown.class);
    assertThat(Typed.parse("@ hi")).isInstanceOf(Typed.Unknown.class);
  }

  @Property
  void whateverIsSaidCanBeTyped(@ForAll String text) {
    if (text.isBlank()) return;
    boolean special = text.startsWith("/") || text.startsWith("@");
    String line = special ? text.charAt(0) + text : text;
    assertThat(Typed.parse(line)).isEqualTo(new Typed.Say(text));
  }
}
