package dev.usher.services.files;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/// What is known of the hashes of files for as long as somebody sends them, so that several
/// connections that send one file read each block of it once (N15). Safe for several threads.
final class KnownHashes {
  private final Map<State, WeakReference<BlockHashes>> known = new HashMap<>();

  /// A file as it was at some time: not the same any more when somebody has written to it.
  private record State(StorePath path, Facts facts) {}

  /// The hashes of a file that is as it was then.
  synchronized BlockHashes of(StorePath path, Facts then) {
    known.values().removeIf(each -> each.refersTo(null));
    State state = new State(path, then);
    WeakReference<BlockHashes> others = known.get(state);
    BlockHashes hashes = others == null ? null : others.get();
    if (hashes == null) {
      hashes = new BlockHashes(then.size());
      known.put(state, new WeakReference<>(hashes));
    }
    return hashes;
  }
}
