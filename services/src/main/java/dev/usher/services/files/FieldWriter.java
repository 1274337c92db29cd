package dev.usher.services.files;

import static java.nio.ByteOrder.BIG_ENDIAN;

import dev.usher.kit.WriteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// The fields of one [Frame], written one after the other; the counterpart of [Fields].
final class FieldWriter {
  private static final int LONGEST_TEXT = 0xffff;

  private final WriteBuffer out = new WriteBuffer();

  /// @param type of the frame
  FieldWriter(int type) {
    out.putNumber(type, 1, BIG_ENDIAN);
  }

  FieldWriter u16(int number) {
    out.putNumber(number, 2, BIG_ENDIAN);
    return this;
  }

  FieldWriter i32(int number) {
    out.putNumber(number, 4, BIG_ENDIAN);
    return this;
  }

  FieldWriter i64(long number) {
    out.putNumber(number, 8, BIG_ENDIAN);
    return this;
  }

  FieldWriter flag(boolean flag) {
    out.putNumber(flag ? 1 : 0, 1, BIG_ENDIAN);
    return this;
  }

  @SuppressWarnings("EnumOrdinal") // the order of the constants is the wire's, and tested
  FieldWriter one(Enum<?> value) {
    out.putNumber(value.ordinal(), 1, BIG_ENDIAN);
    return this;
  }

  FieldWriter text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > LONGEST_TEXT) throw new IllegalArgumentException("a text is too long");
    u16(utf8.length);
    out.put(utf8);
    return this;
  }

  FieldWriter texts(List<String> texts) {
    u16(texts.size());
    for (String text : texts) text(text);
    return this;
  }

  FieldWriter instant(Instant time) {
    return i64(time.getEpochSecond()).i32(time.getNano());
  }

  FieldWriter entry(Entry entry) {
    return text(entry.path())
        .one(entry.kind())
        .i64(entry.size())
        .instant(entry.modified())
        .flag(entry.executable());
  }

  FieldWriter hash(byte[] hash) {
    out.putNumber(hash.length, 1, BIG_ENDIAN).put(hash);
    return this;
  }

  FieldWriter hashes(List<byte[]> hashes) {
    u16(hashes.size());
    for (byte[] hash : hashes) hash(hash);
    return this;
  }

  FieldWriter rest(byte[] bytes) {
    out.put(bytes);
    return this;
  }

  byte[] toBytes() {
    return out.toBytes();
  }
}
