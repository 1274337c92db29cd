package dev.usher.bench;

import java.nio.ByteBuffer;

/// The messages of one client over UDP. Each has a number, and its answer has the same.
sealed interface Packets permits EchoPackets, NtpPackets {
  /// Puts a message into the buffer.
  void ask(ByteBuffer out, int number);

  /// Checks an answer, which is all that the buffer has, and returns its number.
  ///
  /// @throws Script.WrongAnswer when it answers nothing that this client could have sent
  int number(ByteBuffer in);
}
