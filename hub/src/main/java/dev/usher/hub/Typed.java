package dev.usher.hub;

/// What somebody who chats may mean by a line (rule H9).
sealed interface Typed {
  /// Says something to whom the prompt names.
  record Say(String text) implements Typed {}

  /// Says something to somebody else.
  record SayTo(String who, String text) implements Typed {}

  /// From now on talks with somebody.
  record To(String who) implements Typed {}

  /// Asks who is there.
  record Who() implements Typed {}

  /// Asks for what was said.
  ///
  /// @param about a number of messages, or somebody, or empty
  record Recall(String about) implements Typed {}

  /// Asks what can be typed.
  record Help() implements Typed {}

  /// Leaves.
  record Quit() implements Typed {}

  /// Nothing: an empty message is not sent.
  record Nothing() implements Typed {}

  /// A command that there is not.
  record Unknown(String command) implements Typed {}

  /// A doubled `/` or `@` at the beginning is a single one of the text.
  static Typed parse(String line) {
    if (line.isBlank()) return new Nothing();
    if (line.startsWith("//") || line.startsWith("@@")) return new Say(line.substring(1));
    int space = line.indexOf(' ');
    String word = space < 0 ? line : line.substring(0, space);
    String rest = space < 0 ? "" : line.substring(space + 1);
    if (word.startsWith("@")) {
      String who = word.substring(1);
      if (who.isEmpty()) return new Unknown("@");
      return rest.isBlank() ? new To(who) : new SayTo(who, rest);
    }
    if (!word.startsWith("/")) return new Say(line);
    return switch (word) {
      case "/to" -> rest.isBlank() ? new Unknown("/to without a name") : new To(rest.strip());
      case "/who" -> new Who();
      case "/history" -> new Recall(rest.strip());
      case "/help" -> new Help();
      case "/quit" -> new Quit();
      default -> new Unknown(word);
    };
  }
}
