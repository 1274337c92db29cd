package dev.usher.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class ChoicesTest {
  private static final Choices FIVE =
      new Choices(List.of("Notes.txt", "photo 1.jpg", "photo 2.jpg", "照片/", "\u001b[2J"));

  private static List<String> lines(String typed) {
    return FIVE.lines("put", typed, 60, 10);
  }

  @Test
  void numbersAndRangesAreMeantOnce() {
    assertThat(FIVE.meant("1")).containsExactly(0);
    assertThat(FIVE.meant("2-4, 1  2")).containsExactly(0, 1, 2, 3);
    assertThat(FIVE.meant(" 5 ")).containsExactly(4);
  }

  @Test
  void numbersThatAreNotThereMeanNothing() {
    for (String typed : List.of("0", "6", "2-9", "4-2", "1,", "99999999999", "-1", "")) {
      assertThat(FIVE.meant(typed))
          .as(typed)
          .isEqualTo(typed.equals("1,") ? List.of(0) : List.of());
    }
  }

  @Test
  void aPartOfANameMeansAllThatHaveIt() {
    assertThat(FIVE.meant("PHOTO")).containsExactly(1, 2);
    assertThat(FIVE.meant("照")).containsExactly(3);
    assertThat(FIVE.meant("o 2")).containsExactly(2);
    assertThat(new Choices(List.of("2024.txt", "b")).meant("2024")).containsExactly(0);
  }

  @Test
  void whatIsTypedNarrowsTheList() {
    assertThat(lines(""))
        .containsExactly(
            "    1  Notes.txt",
            "    2  photo 1.jpg",
            "    3  photo 2.jpg",
            "    4  照片/",
            "    5  ^[[2J",
            "numbers as in 2-5,7, or a part of a name; Esc leaves");
    assertThat(lines("pho"))
        .containsExactly("›   2  photo 1.jpg", "›   3  photo 2.jpg", "Enter: put these 2");
    assertThat(lines("2"))
        .contains("›   2  photo 1.jpg", "    3  photo 2.jpg")
        .endsWith("Enter: put photo 1.jpg");
    assertThat(lines("nothing")).containsExactly("no such number or name");
  }

  @Test
  void aLongListSaysHowMuchIsNotShown() {
    Choices many = new Choices(IntStream.range(0, 100).mapToObj(i -> "f" + i).toList());
    assertThat(many.lines("put", "", 60, 10))
        .hasSize(10)
        .startsWith("    1  f0")
        .contains("       … 92 more; type a part of the name");
    assertThat(many.lines("put", "50", 60, 10)).contains("›  50  f49");
  }

  @Property
  void noLineIsWiderThanTheTerminal(
      @ForAll List<String> names,
      @ForAll String typed,
      @ForAll @IntRange(min = 20, max = 100) int width,
      @ForAll @IntRange(min = 3, max = 30) int height) {
    List<String> lines = new Choices(names).lines("put", typed, width, height);
    assertThat(lines).hasSizeLessThanOrEqualTo(height);
    for (String line : lines) {
      assertThat(new AttributedString(line).columnLength()).isLessThanOrEqualTo(width);
    }
  }
}
