package dev.usher.services.files;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PatternTest {
  @Property
  void matchesWhatTheRegularExpressionMatches(
      @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 8) String pattern,
      @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 8) String name) {
    String regex = pattern.replace("*", ".*").replace("?", ".");
    assertThat(Pattern.matches(pattern, name)).isEqualTo(name.matches(regex));
  }

  @Test
  void aPatternOfManyStarsIsQuick() {
    assertThat(Pattern.matches("*a".repeat(60) + "b", "a".repeat(250))).isFalse();
  }

  @Test
  void aQuestionMarkStandsForAWholeCharacter() {
    assertThat(Pattern.matches("?.txt", "😀.txt")).isTrue();
    assertThat(Pattern.matches("??.txt", "😀.txt")).isFalse();
  }

  @Test
  void howAnAccentIsWrittenDoesNotMatter() throws Exception {
    assertThat(Pattern.of("e\u0301*").brings(StorePath.of("\u00e9t\u00e9"))).isTrue();
    assertThat(Pattern.of("e\u0301*").brings(StorePath.of("ete"))).isFalse();
  }
}
