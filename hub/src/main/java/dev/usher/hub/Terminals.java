package dev.usher.hub;

import java.io.Console;

/// What may be expected of the person's screen.
final class Terminals {
  private Terminals() {}

  /// Whether a person sits at both ends: input and output are a terminal.
  @SuppressWarnings("SystemConsoleNull") // on 25 it is null again where there is no terminal
  static boolean isInteractive() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /// Whether type may be bold or coloured.
  static boolean colours() {
    String no = System.getenv("NO_COLOR");
    return (no == null || no.isEmpty()) && isInteractive();
  }
}
