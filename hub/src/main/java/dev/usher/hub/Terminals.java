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

  /// Whether what is written appears on a terminal, whoever types: a person reads it, and the
  /// terminal would obey it. Without `/proc` it is known only where the input is the terminal, too.
  static boolean isShown() {
    String out = Output.target();
    return out.startsWith("/dev/pts/")
        || out.startsWith("/dev/tty")
        || out.equals("/dev/console")
        || isInteractive();
  }

  /// Whether type may be bold or coloured.
  static boolean colours() {
    String no = System.getenv("NO_COLOR");
    return (no == null || no.isEmpty()) && isInteractive();
  }
}
