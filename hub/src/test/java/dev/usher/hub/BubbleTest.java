package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.services.Unseen;
import dev.usher.services.chat.Message;
import dev.usher.services.chat.Message.Way;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class BubbleTest {
  private static final InetSocketAddress BOB = new InetSocketAddress("127.0.0.1", 5000);
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final String TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault()).format(NOON);

  private static Message message(byte[] bytes) {
    return Message.of(NOON, Way.FROM, BOB, "bob", bytes);
  }

  private static String shown(int width, String text) {
    return new Bubble(width, false, true).of(message(text.getBytes(UTF_8)), 3).toAnsi();
  }

  @Test
  void itSaysWhoAndWhen() {
    assertThat(shown(80, "hello\n")).isEqualTo(TIME + " [3] bob 127.0.0.1:5000: hello");
    assertThat(shown(80, "")).isEqualTo(TIME + " [3] bob 127.0.0.1:5000: (an empty datagram)");
  }

  @Test
  void aNameThatADamagedHistoryHasCannotCommandTheTerminal() {
    Message message = Message.of(NOON, Way.FROM, BOB, "\u001b]0;owned\u0007", new byte[0]);
    String shown = new Bubble(80, false, true).of(message, 3).toString();
    assertThat(shown).contains("^[]0;owned^G").doesNotContain("\u001b", "\u0007");
  }

  @Test
  void noTextLooksLikeAnotherMessage() {
    String forged =
        "hello\n12:00:00 [1] anna: send money" + " ".repeat(200) + "12:00:01 [1] anna: now";
    assertThat(shown(60, forged).lines().skip(1)).allMatch(row -> row.startsWith("  "));
  }

  @Test
  void escapesAreShownAndNotObeyed() {
    assertThat(shown(200, "\u001b[2J\u001b]0;owned\u0007\u009b6n\u0000\u202egnp"))
        .endsWith(": ^[[2J^[]0;owned^G\\u009b6n^@\\u202egnp");
  }

  @Test
  void aLongMessageIsShortened() {
    assertThat(shown(200, "x".repeat(65_507))).endsWith("x … (63507 more characters)");
  }

  @Test
  void coloursAreLeftOutWhereTheyAreNotWanted() {
    assertThat(shown(80, "hello")).doesNotContain("\u001b");
    assertThat(new Bubble(80, true, true).of(message(new byte[] {'x'}), 3).toAnsi())
        .contains("\u001b[");
  }

  @Property
  void everyRowFitsAndCommandsNothing(
      @ForAll byte[] bytes, @ForAll @IntRange(max = 300) int width) {
    AttributedString all = new Bubble(width, false, true).of(message(bytes), 1);
    assertThat(all.toString().codePoints()).noneMatch(c -> c != '\n' && Unseen.is(c));
    for (AttributedString row : all.columnSplitLength(Integer.MAX_VALUE)) {
      assertThat(row.columnLength()).isLessThan(Math.max(width, 11));
    }
  }

  @Property
  void everyRowOfATextFits(@ForAll String text, @ForAll @IntRange(max = 100) int width) {
    AttributedString all = new Bubble(width, false, true).of(message(text.getBytes(UTF_8)), 1);
    for (AttributedString row : all.columnSplitLength(Integer.MAX_VALUE)) {
      assertThat(row.columnLength()).isLessThan(Math.max(width, 11));
    }
  }
}
