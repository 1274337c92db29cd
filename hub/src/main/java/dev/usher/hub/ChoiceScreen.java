package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/// Somebody at a terminal who chooses from a list, which narrows as they type.
final class ChoiceScreen {
  private static final int USUAL_WIDTH = 80;
  private static final int USUAL_HEIGHT = 24;
  private static final int TALLEST = 22;
  private static final long MOMENT = 50; // milliseconds in which the rest of a key's code comes

  private static final int CTRL_C = 3;
  private static final int CTRL_D = 4;
  private static final int BACKSPACE = 8;
  private static final int CTRL_U = 21;
  private static final int ESCAPE = 27;
  private static final int DELETE = 127;

  private final Terminal terminal;
  private final PrintStream out;
  private final String verb;
  private final Choices choices;
  private final StringBuilder typed = new StringBuilder();
  private int drawn; // lines above the one that is typed

  private ChoiceScreen(Terminal terminal, String verb, Choices choices) {
    this.terminal = terminal;
    this.verb = verb;
    this.choices = choices;
    out = new PrintStream(System.out, false, UTF_8);
  }

  /// Lets somebody choose.
  ///
  /// @param verb what is done with what they choose, in one word
  /// @param names folders end with `/`
  /// @return names without that; none when they leave
  /// @throws Complaint when nobody is there to choose, or nothing to choose from
  static List<String> choose(String verb, List<String> names) throws Complaint, IOException {
    if (!Terminals.isInteractive()) {
      throw Complaint.usage("say what to " + verb + "; on a terminal there would be a list");
    }
    if (names.isEmpty()) throw Complaint.failure("there is nothing to " + verb);
    // Signals are ours: JLine would make Ctrl-C end the program at once.
    try (Terminal terminal = TerminalBuilder.builder().system(true).nativeSignals(false).build()) {
      Choices choices = new Choices(names);
      return new ChoiceScreen(terminal, verb, choices)
          .choose().stream().map(index -> names.get(index).replaceFirst("/$", "")).toList();
    }
  }

  private List<Integer> choose() throws IOException {
    Attributes before = terminal.enterRawMode();
    Attributes raw = terminal.getAttributes();
    raw.setLocalFlag(Attributes.LocalFlag.ISIG, false); // Ctrl-C is a key here
    terminal.setAttributes(raw);
    try {
      while (true) {
        draw();
        List<Integer> chosen = key(terminal.reader());
        if (chosen != null) return chosen;
      }
    } finally {
      out.print(erased());
      out.flush();
      terminal.setAttributes(before);
    }
  }

  /// Heeds one key; null while nothing is chosen.
  private @Nullable List<Integer> key(NonBlockingReader keys) throws IOException {
    int key = keys.read();
    switch (key) {
      case -1, CTRL_C, CTRL_D -> {
        return List.of();
      }
      case '\r', '\n' -> {
        List<Integer> meant = choices.meant(typed.toString());
        return meant.isEmpty() && !typed.isEmpty() ? null : meant;
      }
      case ESCAPE -> {
        if (keys.peek(MOMENT) < 0) return List.of();
        while (keys.peek(MOMENT) >= 0) keys.read(); // an arrow, or another key that means nothing
      }
      case BACKSPACE, DELETE -> {
        if (!typed.isEmpty()) typed.setLength(typed.offsetByCodePoints(typed.length(), -1));
      }
      case CTRL_U -> typed.setLength(0);
      default -> {
        if (key >= ' ') typed.append((char) key);
      }
    }
    return null;
  }

  private void draw() {
    int columns = terminal.getColumns();
    int rows = terminal.getRows();
    int width = Math.max(20, (columns > 0 ? columns : USUAL_WIDTH) - 1);
    int height = Math.clamp((rows > 0 ? rows : USUAL_HEIGHT) - 2L, 3, TALLEST);
    List<String> lines = choices.lines(verb, typed.toString(), width, height);
    StringBuilder text = new StringBuilder(erased());
    for (String line : lines) text.append(line).append("\r\n");
    out.print(text.append("> ").append(typed));
    out.flush();
    drawn = lines.size();
  }

  /// Back to the first line, and all gone.
  private String erased() {
    return drawn == 0 ? "" : "\033[" + drawn + "F\033[J";
  }
}
