package dev.usher.pack;

/// What went wrong and what to do, in one line for whoever packs.
final class Trouble extends Exception {
  private static final long serialVersionUID = 1;

  Trouble(String message) {
    super(message);
  }
}
