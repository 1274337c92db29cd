package dev.usher.services.files;

import dev.usher.kit.FramingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The fields of one [Frame], read one after the other (N2). What runs out of bytes is a
/// [java.nio.BufferUnderflowException]; bytes left over belong to fields of a later version.
record Fields(ByteBuffer bytes) {
  private static final int MOST_HASHES = 64;

  int u8() {
    return bytes.get() & 0xff;
  }

  int u16() {
    return bytes.getShort() & 0xffff;
  }

  int i32() {
    return bytes.getInt();
  }

  long i64() {
    return bytes.getLong();
  }

  /// A number that counts something in memory or in a file.
  int index() throws FramingException {
    int index = bytes.getInt();
    if (index < 0) throw new FramingException("a number of " + index + " makes no sense");
    return index;
  }

  /// A number of bytes or files.
  long count() throws FramingException {
    long count = bytes.getLong();
    if (count < 0) throw new FramingException("a count of " + count + " makes no sense");
    return count;
  }

  boolean flag() throws FramingException {
    int flag = u8();
    if (flag > 1) throw new FramingException("a flag is 0 or 1, not " + flag);
    return flag == 1;
  }

  <E> E one(E[] values) throws FramingException {
    int which = u8();
    if (which >= values.length) throw new FramingException("there is no value " + which);
    return values[which];
  }

  String text() throws FramingException {
    byte[] utf8 = take(u16());
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException _) {
      throw new FramingException("a text is not UTF-8");
    }
  }

  List<String> texts() throws FramingException {
    int count = u16();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) texts.add(text());
    return texts;
  }

  Instant instant() throws FramingException {
    long seconds = bytes.getLong();
    int nanos = bytes.getInt();
    if (nanos < 0 || nanos >= 1_000_000_000)
      throw new FramingException("a time of " + nanos + " ns");
    try {
      return Instant.ofEpochSecond(seconds, nanos);
    } catch (DateTimeException _) {
      throw new FramingException("there is no second " + seconds);
    }
  }

  Entry entry() throws FramingException {
    return new Entry(text(), one(Entry.Kind.values()), count(), instant(), flag());
  }

  /// A SHA-256, or nothing.
  byte[] hash() throws FramingException {
    int length = u8();
    if (length != 0 && length != Blocks.HASH) {
      throw new FramingException("a hash has " + Blocks.HASH + " bytes, not " + length);
    }
    return take(length);
  }

  List<byte[]> hashes() throws FramingException {
    int count = u16();
    if (count > MOST_HASHES)
      throw new FramingException("a list of " + count + " hashes is too long");
    List<byte[]> hashes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] hash = hash();
      if (hash.length == 0) throw new FramingException("a known block has a hash");
      hashes.add(hash);
    }
    return hashes;
  }

  byte[] rest() {
    return take(bytes.remaining());
  }

  private byte[] take(int count) {
    if (count > bytes.remaining()) throw new java.nio.BufferUnderflowException();
    byte[] taken = new byte[count];
    bytes.get(taken);
    return taken;
  }
}
