package dev.usher.hub;

import java.util.List;

/// What the build runs once to train the ahead-of-time cache: the commands that should start fast.
final class Training {
  private static final List<String> COMMANDS = List.of("--version", "--help");

  private Training() {}

  public static void main(String... arguments) {
    for (String command : COMMANDS) {
      int exit = Main.run(command.split(" "));
      if (exit != 0) {
        throw new IllegalStateException("usher " + command + " ended with " + exit);
      }
    }
  }
}
