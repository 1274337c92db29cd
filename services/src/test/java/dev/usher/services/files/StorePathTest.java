package dev.usher.services.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.services.Unseen;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of docs/protocols/file-names.md.
class StorePathTest {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u\\{([0-9a-f]+)}");

  record Row(String given, String stored, String rule) {}

  static Stream<Row> table() throws IOException {
    try (InputStream table = StorePathTest.class.getResourceAsStream("file-names.tsv")) {
      String text = new String(Objects.requireNonNull(table).readAllBytes(), UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(row -> new Row(unescaped(row[0]), unescaped(row[1]), row[2]));
    }
  }

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(found -> {
          String character = Character.toString(Integer.parseInt(found.group(1), 16));
          return Matcher.quoteReplacement(character);
        });
  }

  @ParameterizedTest
  @MethodSource("table")
  void eachPathOfTheTableIsStoredOrRefused(Row row) throws StoreException {
    if (row.rule.isEmpty()) {
      assertThat(StorePath.of(row.given).text()).isEqualTo(row.stored);
      assertThat(FileName.keepsRules(row.stored)).isEqualTo(!row.stored.contains("/"));
    } else {
      assertThatThrownBy(() -> StorePath.of(row.given))
          .isInstanceOf(StoreException.class)
          .hasMessageEndingWith("(rule " + row.rule + " for names)");
      assertThat(FileName.keepsRules(row.given)).isFalse();
    }
  }

  @Test
  void theTableHasEveryRule() throws IOException {
    assertThat(table().map(Row::rule).distinct())
        .containsExactlyInAnyOrder("", "1", "3", "4", "5", "6", "7", "9");
    assertThat(table().filter(row -> !row.given.equals(row.stored) && row.rule.isEmpty()))
        .isNotEmpty();
  }

  @Test
  void aFolderMayBeNamedMoreFreely() throws StoreException {
    assertThat(StorePath.folder("")).isEqualTo(StorePath.ROOT);
    assertThat(StorePath.folder(".")).isEqualTo(StorePath.ROOT);
    assertThat(StorePath.folder("./")).isEqualTo(StorePath.ROOT);
    assertThat(StorePath.folder("a/b/").text()).isEqualTo("a/b");
    assertThatThrownBy(() -> StorePath.folder("..")).isInstanceOf(StoreException.class);
  }

  @Test
  void aPathKnowsItsNames() {
    StorePath path = Shop.path("a/.b/c.d");
    assertThat(path.name()).isEqualTo("c.d");
    assertThat(path.parent().text()).isEqualTo("a/.b");
    assertThat(path.parent().parent().parent()).isEqualTo(StorePath.ROOT);
    assertThat(path.names()).containsExactly("a", ".b", "c.d");
    assertThat(StorePath.ROOT.names()).isEmpty();
    assertThat(StorePath.ROOT.child("x").child("y").text()).isEqualTo("x/y");
    assertThat(path.hidden()).isTrue();
    assertThat(Shop.path("a.b/c").hidden()).isFalse();
  }

  @Test
  void namesThatDifferOnlyInCaseFoldTogether() {
    for (var twins :
        List.of(
            List.of("a", "A"),
            List.of("Straße", "STRASSE", "strasse", "STRAẞE"),
            List.of("ΑΣ", "ας", "ασ"),
            List.of("İ", "i\u0307"),
            List.of("é", "É"),
            List.of("ﬁ", "FI"))) {
      assertThat(twins.stream().map(StorePath::folded).distinct()).as("%s", twins).hasSize(1);
    }
    assertThat(StorePath.folded("é")).isNotEqualTo(StorePath.folded("e"));
  }

  @Property
  void whatIsStoredIsStoredAsItIs(@ForAll @StringLength(max = 300) String given) {
    String stored;
    try {
      stored = StorePath.of(given).text();
    } catch (StoreException e) {
      assertThat(e.trouble()).isEqualTo(Trouble.BAD_NAME);
      assertThat(e.getMessage().codePoints()).noneMatch(Unseen::is);
      return;
    }
    assertThat(Shop.path(stored).text()).isEqualTo(stored);
    assertThat(Normalizer.isNormalized(stored, Normalizer.Form.NFC)).isTrue();
    for (String name : Shop.path(stored).names()) {
      assertThat(name).isNotEmpty().isNotIn(".", "..").doesNotContain("/", "\\", "\0");
    }
  }

  @Property
  void foldingDoesNotDependOnCaseOrForm(@ForAll @StringLength(max = 20) String name) {
    String folded = StorePath.folded(name);
    assertThat(StorePath.folded(name.toUpperCase(Locale.ROOT))).isEqualTo(folded);
    assertThat(StorePath.folded(name.toLowerCase(Locale.ROOT))).isEqualTo(folded);
  }

  @Property
  void aNumberedNameKeepsTheRules(
      @ForAll @StringLength(min = 1, max = 260) String name,
      @ForAll @IntRange(min = 2, max = 1_000_000) int number) {
    String normal = FileName.normal(name);
    if (!FileName.keepsRules(normal)) return;
    String numbered = Numbered.name(normal, number);
    assertThat(FileName.keepsRules(numbered)).as(numbered).isTrue();
    assertThat(numbered).contains(" (" + number + ")");
  }
}
