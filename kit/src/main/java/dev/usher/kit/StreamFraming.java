package dev.usher.kit;

import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// How messages are cut out of a stream of bytes, and written into one.
///
/// A framing is a stateless value, shared by all connections. The limit holds both ways: a message
/// over it is refused before its bytes are stored, and before a byte leaves. To write your own,
/// implement [#read], [#write] and [#limit], and try it with the testkit's `FramingProperties`.
///
/// @param <M> what a message is
public interface StreamFraming<M> {
  /// Takes one message from the front of what has arrived.
  ///
  /// Called again with more bytes after null, so that it must decide by the bytes alone and never
  /// by how they were cut. What is not taken stays.
  ///
  /// @return the message, or null when more bytes are needed
  /// @throws FramingException when the bytes can never become a message; the conversation is over
  @Nullable M read(ReadBuffer in) throws FramingException;

  /// Appends one message.
  ///
  /// @throws IllegalArgumentException when this framing cannot carry the message, or it is over the
  ///   limit; what was appended is taken back
  void write(M message, WriteBuffer out);

  /// The longest message, in bytes.
  int limit();

  /// How many bytes a conversation asks for at once when they come faster than it takes them. More
  /// saves reads where many short messages come together, and each busy conversation keeps so much.
  default int readAhead() {
    return Defaults.READ_AHEAD;
  }

  /// The default limit of [#lines()]: 64 KiB.
  int LINE_LIMIT = 64 * 1024;

  /// The default size of [#chunks()]: 8 KiB.
  int CHUNK_SIZE = 8 * 1024;

  /// Lines of UTF-8 text of at most 64 KiB; see [#lines(int)].
  static StreamFraming<String> lines() {
    return lines(LINE_LIMIT);
  }

  /// Lines of UTF-8 text, ended by LF or CR LF when reading and by LF when writing. Text that is
  /// not UTF-8 is refused. A line that holds a LF, or ends with a CR, cannot be sent. What stands
  /// after the last LF when the peer closes is a message cut short, not a line.
  ///
  /// @param limit the longest line in bytes, without its end
  static StreamFraming<String> lines(int limit) {
    return new LineFraming(limit);
  }

  /// Bytes up to a delimiter, which is not part of the message and cannot be sent inside one.
  ///
  /// @param delimiter one byte or more
  /// @param limit the longest message in bytes, without the delimiter
  static StreamFraming<byte[]> delimited(byte[] delimiter, int limit) {
    return new DelimitedFraming(delimiter, limit);
  }

  /// Messages of exactly `size` bytes.
  static StreamFraming<byte[]> fixed(int size) {
    return new FixedFraming(size);
  }

  /// A length, and then as many bytes. The length is an unsigned number of 1, 2 or 4 bytes, or a
  /// signed one of 8.
  ///
  /// @param width bytes of the length field: 1, 2, 4 or 8
  /// @param order the length field's byte order
  /// @param limit the longest message in bytes
  static StreamFraming<byte[]> lengthPrefixed(int width, ByteOrder order, int limit) {
    return lengthPrefixed(width, order, 0, limit);
  }

  /// As above, for protocols whose length counts something else too.
  ///
  /// @param adjustment what to add to the field to get the message's length: `-width` when the
  ///   length counts itself
  static StreamFraming<byte[]> lengthPrefixed(
      int width, ByteOrder order, int adjustment, int limit) {
    return new LengthFraming(width, order, adjustment, limit);
  }

  /// Whatever has arrived, as `recv(8192)` gives it; see [#chunks(int)].
  static StreamFraming<byte[]> chunks() {
    return chunks(CHUNK_SIZE);
  }

  /// No framing: whatever has arrived, at most `max` bytes at once. Where one chunk ends says
  /// nothing about what the peer sent; use it only where that does not matter. Anything may be
  /// sent.
  static StreamFraming<byte[]> chunks(int max) {
    return new ChunkFraming(max);
  }
}
