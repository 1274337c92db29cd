package dev.usher.hub;

import java.util.List;
import picocli.CommandLine.ExitCode;

/// Why a command cannot do what it was asked: a line for a person, saying what to do, and never a
/// stack trace.
final class Complaint extends Exception {
  private static final long serialVersionUID = 1;

  private final int exitCode;
  private final transient List<String> lines;

  private Complaint(int exitCode, List<String> lines) {
    super(lines.getFirst());
    this.lines = List.copyOf(lines);
    this.exitCode = exitCode;
  }

  /// The command line itself makes no sense: exit code 2.
  static Complaint usage(String message) {
    return usage(List.of(message));
  }

  /// The same for several reasons, which a person may mend together.
  static Complaint usage(List<String> messages) {
    return new Complaint(ExitCode.USAGE, messages);
  }

  /// It makes sense, but could not be done: exit code 1.
  static Complaint failure(String message) {
    return new Complaint(ExitCode.SOFTWARE, List.of(message));
  }

  @Override
  public String getMessage() {
    return lines.getFirst();
  }

  /// Every reason.
  List<String> lines() {
    return lines;
  }

  int exitCode() {
    return exitCode;
  }
}
