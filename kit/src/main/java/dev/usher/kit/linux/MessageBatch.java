package dev.usher.kit.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// An array of `struct mmsghdr`, each with one `iovec`, a name, and room for control messages.
final class MessageBatch {
  /// Bytes of control messages that fit: a time, a count of drops, and an address of this machine
  /// as each family of IP tells it; or such an address and the length of each packet.
  static final int CONTROL = 128;

  private static final int HEADER = 64;
  private static final int NAME_LENGTH = 8;
  private static final int VECTOR = 16;
  private static final int VECTORS = 24;
  private static final int CONTROL_AT = 32;
  private static final int CONTROL_LENGTH = 40;
  private static final int FLAGS = 48;
  private static final int TRANSFERRED = 56;
  private static final int VECTOR_SIZE = 16;

  final int size;
  private final int nameRoom;
  private final MemorySegment headers;
  private final MemorySegment vectors;
  private final MemorySegment names;
  private final MemorySegment controls;

  /// @param longestName in bytes
  MessageBatch(int size, int longestName, Arena arena) {
    this.size = size;
    nameRoom = longestName + 7 & -8;
    headers = arena.allocate((long) size * HEADER, 8);
    vectors = arena.allocate((long) size * VECTOR_SIZE, 8);
    names = arena.allocate((long) size * nameRoom, 8);
    controls = arena.allocate((long) size * CONTROL, 8);
    for (int i = 0; i < size; i++) {
      headers.set(ADDRESS, (long) i * HEADER, name(i));
      headers.set(ADDRESS, (long) i * HEADER + VECTOR, vectors.asSlice((long) i * VECTOR_SIZE));
      headers.set(JAVA_LONG, (long) i * HEADER + VECTORS, 1);
      headers.set(ADDRESS, (long) i * HEADER + CONTROL_AT, control(i));
    }
  }

  /// The array, from a message on.
  MemorySegment from(int first) {
    return headers.asSlice((long) first * HEADER);
  }

  /// Where a message's bytes are or go to.
  void vector(int i, MemorySegment bytes) {
    vectors.set(ADDRESS, (long) i * VECTOR_SIZE, bytes);
    vectors.set(JAVA_LONG, (long) i * VECTOR_SIZE + 8, bytes.byteSize());
  }

  MemorySegment name(int i) {
    return names.asSlice((long) i * nameRoom, nameRoom);
  }

  void nameLength(int i, int length) {
    headers.set(JAVA_INT, (long) i * HEADER + NAME_LENGTH, length);
  }

  int nameLength(int i) {
    return headers.get(JAVA_INT, (long) i * HEADER + NAME_LENGTH);
  }

  MemorySegment control(int i) {
    return controls.asSlice((long) i * CONTROL, CONTROL);
  }

  void controlLength(int i, int length) {
    headers.set(JAVA_LONG, (long) i * HEADER + CONTROL_LENGTH, length);
  }

  int controlLength(int i) {
    return (int) headers.get(JAVA_LONG, (long) i * HEADER + CONTROL_LENGTH);
  }

  int flags(int i) {
    return headers.get(JAVA_INT, (long) i * HEADER + FLAGS);
  }

  /// How many bytes of a message have come.
  int transferred(int i) {
    return headers.get(JAVA_INT, (long) i * HEADER + TRANSFERRED);
  }
}
