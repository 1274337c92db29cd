package dev.usher.hub;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Whoever types and reads at our end of a conversation: a person at a terminal, or programs at the
/// ends of two pipes. One thread asks for lines, another shows what arrives.
interface Person extends AutoCloseable {
  /// Waits for the next line to send.
  ///
  /// @return its bytes in the encoding of the conversation, without the line's end; null when there
  ///   are no more
  /// @throws Complaint when a line cannot be sent; the next one may
  byte @Nullable [] line() throws IOException, Complaint;

  /// Shows bytes that have arrived.
  ///
  /// @param whole whether they are a message, and not just a piece of a stream
  void show(byte[] bytes, boolean whole);

  /// Whether nobody sees what is shown any more, as behind `| head`.
  boolean looksAway();

  /// Tells something about the conversation that is not part of it.
  void note(String text);

  /// The same for what a person likes to know and a program need not.
  void remark(String text);

  /// Whether whoever ended the lines will not wait for what may still come.
  boolean hurries();

  /// Shows what was held back, and gives the terminal back. Nothing can be shown after that.
  @Override
  void close();
}
