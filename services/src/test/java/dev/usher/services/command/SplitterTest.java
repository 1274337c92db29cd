package dev.usher.services.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SplitterTest {
  @Property
  void linesAreTheSameHoweverTheyAreCut(
      @ForAll List<String> lines, @ForAll @IntRange(min = 1, max = 9) int piece) {
    List<Order> expected = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      String clean = line.replace("\n", "");
      text.append(clean).append('\n');
      expected.add(Order.of(clean.getBytes(UTF_8)));
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    var splitter = new StreamSplitter();
    List<Order> orders = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += piece) {
      int end = Math.min(bytes.length, at + piece);
      orders.addAll(splitter.arrived(Arrays.copyOfRange(bytes, at, end)));
    }
    assertThat(orders).isEqualTo(expected);
    assertThat(splitter.rest()).isEqualTo(new Order.Nothing());
  }

  @Property
  void anyBytesAreAnOrder(@ForAll byte[] bytes) {
    assertThat(Order.of(bytes)).isNotNull();
  }

  @Test
  void aRestWaitsForMoreInsideACharacterAndWhenItIsLong() {
    var splitter = new StreamSplitter();
    byte[] text = "echo 你".getBytes(UTF_8);
    assertThat(splitter.arrived(Arrays.copyOf(text, text.length - 1))).isEmpty();
    assertThat(splitter.expectsMore()).isTrue();
    assertThat(splitter.arrived(new byte[] {text[text.length - 1]})).isEmpty();
    assertThat(splitter.expectsMore()).isFalse();
    assertThat(splitter.rest()).isEqualTo(new Order.Run("echo 你"));
    assertThat(splitter.arrived("x".repeat(512).getBytes(UTF_8))).isEmpty();
    assertThat(splitter.expectsMore()).isTrue();
  }

  @Test
  void whatMayBeAPieceOfABrowsersFirstLineIsNotRun() {
    var splitter = new StreamSplitter();
    byte[] piece = ("POST /;reboot;" + "a".repeat(512)).getBytes(UTF_8);
    assertThat(splitter.arrived(piece)).isEmpty();
    assertThat(splitter.rest()).isEqualTo(new Order.Alien("this is not a web server"));
    byte[] command = ("PATH=/bin ls /" + "a".repeat(512)).getBytes(UTF_8);
    assertThat(splitter.arrived(command)).isEmpty();
    assertThat(splitter.rest()).isInstanceOf(Order.Run.class);
  }

  @Test
  void aCommandHasAtMost64KiB() {
    var splitter = new StreamSplitter();
    byte[] longest = "x".repeat(64 * 1024).getBytes(UTF_8);
    assertThat(splitter.arrived(longest)).isEmpty();
    assertThat(splitter.arrived(new byte[] {'x'}).getFirst()).isInstanceOf(Order.Alien.class);
  }

  @Test
  void aCommandIsWrittenInAsciiForLocalesThatKnowNothingElse() {
    assertThat(Spawn.inAscii("echo a")).isEqualTo("echo a");
    assertThat(Spawn.inAscii("é")).isEqualTo("eval \"$(printf '\\303\\251')\"");
  }
}
