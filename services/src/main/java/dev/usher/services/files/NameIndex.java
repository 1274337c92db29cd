package dev.usher.services.files;

/// Hashes of the names in a folder, by the hashes of what is the same in both cases: 16 bytes or so
/// for a name, so that a folder of a million costs little. Not safe for several threads.
final class NameIndex {
  /// What [#get] gives for no name.
  static final long NONE = 0;

  private static final long SEED = System.nanoTime(); // so that nobody can prepare collisions
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private long[] keys = new long[64];
  private long[] values = new long[64];
  private int count;
  private final long built = System.nanoTime();

  /// How long ago it was begun, in nanoseconds.
  long age() {
    return System.nanoTime() - built;
  }

  static long hash(String text) {
    long hash = SEED;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FACTOR;
      hash ^= hash >>> 32;
    }
    return hash == NONE ? 1 : hash;
  }

  long get(long key) {
    return values[place(key)];
  }

  void add(String name) {
    put(hash(StorePath.folded(name)), hash(name));
  }

  void put(long key, long value) {
    int at = place(key);
    if (keys[at] == NONE && ++count > keys.length / 2) {
      grow();
      at = place(key);
    }
    keys[at] = key;
    values[at] = value;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = new long[2 * oldKeys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] == NONE) continue;
      int at = place(oldKeys[i]);
      keys[at] = oldKeys[i];
      values[at] = oldValues[i];
    }
  }

  private int place(long key) {
    int mask = keys.length - 1;
    int at = (int) (key >>> 32) & mask;
    while (keys[at] != NONE && keys[at] != key) at = (at + 1) & mask;
    return at;
  }
}
