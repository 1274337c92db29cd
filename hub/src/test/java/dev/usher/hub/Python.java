package dev.usher.hub;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Python program of the kind that tutorials have.
final class Python extends Piped {
  private Python(ProcessBuilder builder, Path folder) throws IOException {
    super(builder, folder);
  }

  static Python start(Path folder, String program, String... arguments) throws IOException {
    assumeTrue(there(), "no python3 here, so no plain socket programs take part");
    Path file = Files.createTempFile(folder, "program", ".py");
    Files.writeString(file, program);
    List<String> command = new ArrayList<>(List.of("python3", "-u", file.toString()));
    command.addAll(List.of(arguments));
    var builder = prepared(command);
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    return new Python(builder, folder);
  }

  private static boolean there() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (Files.isExecutable(Path.of(folder, "python3"))) return true;
    }
    return false;
  }
}
