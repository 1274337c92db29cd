package dev.usher.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Other programs that packing runs.
final class Tool {
  private Tool() {}

  /// @throws Trouble when one is missing, with the Debian package that has it
  static void need(String name, String from) throws Trouble {
    String path = System.getenv().getOrDefault("PATH", "");
    boolean found =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(path)
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    if (found) return;
    throw new Trouble("needs " + name + " and does not find it; to get it: apt install " + from);
  }

  /// What a program writes, in the locale C.UTF-8, and without what would add options to a Java.
  ///
  /// @throws Trouble when it ends with another code than 0
  static String output(List<String> command) throws IOException, InterruptedException, Trouble {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().keySet().removeIf(each -> each.matches("_?JAVA_.*|JDK_JAVA_OPTIONS"));
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exit = process.waitFor();
    if (exit != 0) {
      throw new Trouble(String.join(" ", command) + " ended with " + exit + ": " + end(output));
    }
    return output;
  }

  private static String end(String output) {
    List<String> lines = output.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }
}
