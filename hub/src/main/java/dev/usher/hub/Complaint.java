package dev.usher.hub;

import picocli.CommandLine.ExitCode;

/// Why a command cannot do what it was asked: one line for a person, saying what to do, and never a
/// stack trace.
final class Complaint extends Exception {
  private static final long serialVersionUID = 1;

  private final int exitCode;
  private final String message;

  private Complaint(int exitCode, String message) {
    super(message);
    this.message = message;
    this.exitCode = exitCode;
  }

  /// The command line itself makes no sense: exit code 2.
  static Complaint usage(String message) {
    return new Complaint(ExitCode.USAGE, message);
  }

  /// It makes sense, but could not be done: exit code 1.
  static Complaint failure(String message) {
    return new Complaint(ExitCode.SOFTWARE, message);
  }

  @Override
  public String getMessage() {
    return message;
  }

  int exitCode() {
    return exitCode;
  }
}
