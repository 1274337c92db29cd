package dev.usher.services.chat;

/// Where messages are kept, those that came and those that went. Safe for several threads.
public interface Journal {
  /// Keeps a message; it may stay in a buffer until [#flush].
  void record(Message message);

  /// Hands over what was recorded.
  void flush();

  /// Keeps nothing.
  static Journal none() {
    return new Journal() {
      @Override
      public void record(Message message) {}

      @Override
      public void flush() {}
    };
  }
}
