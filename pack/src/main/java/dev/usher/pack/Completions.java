package dev.usher.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What completes commands and options in bash and zsh, as the packed hub itself writes it.
final class Completions {
  private Completions() {}

  /// bash's file, and zsh's: the same within a little more.
  static void write(Path launcher, Path templates, Path to)
      throws IOException, InterruptedException, Trouble {
    String bash = Tool.output(List.of(launcher.toString(), "generate-completion"));
    Files.createDirectories(to);
    Files.writeString(to.resolve("usher.bash"), bash);
    Template.copy(
        templates.resolve("_usher"),
        to.resolve("_usher"),
        Map.of("COMPLETION", bash.stripTrailing()));
  }
}
