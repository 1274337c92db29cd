package dev.usher.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ExitCode;

/// What became of what a command has written to its standard output.
final class Output {
  private static final Path SELF = Path.of("/proc/self/fd/1");

  private Output() {}

  /// The exit code of a command that has ended with this one: a failure when some of its output is
  /// lost. That is told, unless nobody reads any more, as behind `| head`.
  static int checked(int code) {
    if (!System.out.checkError()) return code;
    if (!isPipe()) {
      System.err.println(
          "usher: the output is not whole, it could not be written; is the disk full?");
    }
    return code == ExitCode.OK ? ExitCode.SOFTWARE : code;
  }

  private static boolean isPipe() {
    return target().startsWith("pipe:");
  }

  /// Where it goes, as Linux names it, such as `/dev/pts/1`; empty where that is not known.
  static String target() {
    try {
      return Files.readSymbolicLink(SELF).toString();
    } catch (IOException _) {
      return ""; // not Linux, or it was closed before we began
    }
  }
}
