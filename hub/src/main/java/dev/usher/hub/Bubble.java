package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.services.chat.Message;
import dev.usher.services.chat.Message.Way;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/// A message as it stands on a terminal: who and when, then the text. Only the first line of one
/// begins at the left edge, so that no text can look like another message (rule H4).
final class Bubble {
  /// What is shown of one message; all of it is in the history.
  private static final int LONGEST = 2_000; // characters

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final String INDENT = "  ";
  private static final int NARROWEST = 10;
  private static final int[] HUES = {
    AttributedStyle.GREEN,
    AttributedStyle.YELLOW,
    AttributedStyle.CYAN,
    AttributedStyle.MAGENTA,
    AttributedStyle.BLUE,
    AttributedStyle.RED
  };

  private final int width;
  private final boolean colours;
  private final boolean numbers;

  /// @param width of the terminal, in columns
  /// @param numbers whether senders are shown by number and address, and not just by their name
  Bubble(int width, boolean colours, boolean numbers) {
    this.width = Math.max(NARROWEST, width - 1); // a full line would make some terminals feed one
    this.colours = colours;
    this.numbers = numbers;
  }

  /// @param number of the sender: it decides on the colour; 0 when it has none
  AttributedString of(Message message, int number) {
    AttributedStringBuilder text = new AttributedStringBuilder();
    text.append(TIME.format(message.time()) + " ", faint());
    text.append(sender(message, number) + ":", hue(number));
    if (message.text().isEmpty()) return wrapped(text.append(" (an empty datagram)", faint()));
    return wrapped(text.append(" ").append(shortened(legible(message))));
  }

  private String sender(Message message, int number) {
    String address = Message.address(message.peer());
    String name = message.name() == null ? null : Legible.line(message.name()); // from the history
    String sender = name == null ? address : numbers ? name + " " + address : name;
    if (message.way() == Way.TO) return "to " + sender;
    return numbers && number > 0 ? "[" + number + "] " + sender : sender;
  }

  private static String legible(Message message) {
    String text = new Legible(UTF_8).text(message.bytes(), true).replace("\t", "    ");
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST) return text;
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + " … (" + (text.length() - end) + " more characters)";
  }

  private AttributedString wrapped(AttributedStringBuilder text) {
    List<AttributedString> rows = new ArrayList<>();
    AttributedString whole = text.toAttributedString();
    int begin = 0;
    for (int end; begin <= whole.length(); begin = end + 1) {
      end = whole.toString().indexOf('\n', begin);
      if (end < 0) end = whole.length();
      wrap(whole.subSequence(begin, end), rows);
    }
    return AttributedString.join(new AttributedString("\n"), rows);
  }

  private void wrap(AttributedString line, List<AttributedString> rows) {
    AttributedString rest = line;
    if (rows.isEmpty()) {
      AttributedString first = rest.columnSubSequence(0, width);
      rows.add(first);
      rest = rest.subSequence(first.length(), rest.length());
      if (rest.length() == 0) return;
    }
    for (AttributedString row : rest.columnSplitLength(width - INDENT.length())) {
      rows.add(AttributedString.join(AttributedString.EMPTY, new AttributedString(INDENT), row));
    }
  }

  private AttributedStyle faint() {
    return colours ? AttributedStyle.DEFAULT.faint() : AttributedStyle.DEFAULT;
  }

  private AttributedStyle hue(int number) {
    int hue = HUES[Math.floorMod(number, HUES.length)];
    return colours ? AttributedStyle.DEFAULT.bold().foreground(hue) : AttributedStyle.DEFAULT;
  }
}
