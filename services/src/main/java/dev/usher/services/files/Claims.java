package dev.usher.services.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which blocks of a file are here, and who fetches the rest, so that no two streams fetch the
/// same. Safe for several threads.
final class Claims {
  /// Instead of a hash that is not known.
  static final byte[] NONE = {};

  private enum State {
    MISSING,
    /// A journal names it, and it was not read again yet.
    DOUBTED,
    /// It is as the journal says; the source must confirm that it has the same.
    KNOWN,
    CLAIMED,
    VERIFIED
  }

  private final State[] states;
  private final byte[][] hashes;
  private int from; // none before is missing or known
  private int verified;
  private boolean over;

  Claims(int blocks) {
    states = new State[blocks];
    Arrays.fill(states, State.MISSING);
    hashes = new byte[blocks][];
    Arrays.fill(hashes, NONE);
  }

  /// The next blocks that somebody should fetch. Waits while others fetch the last, or some are
  /// read again.
  ///
  /// @return null when all are here
  synchronized @Nullable Run claim(int most) throws InterruptedException {
    while (!over && verified < states.length) {
      while (from < states.length && !claimable(states[from])) from++;
      if (from < states.length) return take(most);
      wait();
    }
    return null;
  }

  private static boolean claimable(State state) {
    return state == State.MISSING || state == State.KNOWN;
  }

  private Run take(int most) {
    int first = from;
    State state = states[first];
    List<byte[]> known = new ArrayList<>();
    while (from < states.length && from - first < most && states[from] == state) {
      if (state == State.KNOWN) known.add(hashes[from]);
      states[from++] = State.CLAIMED;
    }
    return new Run(first, from - first, known);
  }

  synchronized void giveBack(Run run) {
    for (int i = 0; i < run.count(); i++) {
      int block = run.first() + i;
      if (states[block] != State.CLAIMED) continue;
      open(block, hashes[block].length == 0 ? State.MISSING : State.KNOWN);
    }
  }

  private void open(int block, State state) {
    states[block] = state;
    from = Math.min(from, block);
    notifyAll();
  }

  synchronized void doubt(int block) {
    states[block] = State.DOUBTED;
  }

  /// What reading a doubted block again has shown.
  ///
  /// @param hash what it has, or [#NONE] when it is not what it should be
  synchronized void reread(int block, byte[] hash) {
    if (states[block] != State.DOUBTED) return;
    hashes[block] = hash;
    open(block, hash.length == 0 ? State.MISSING : State.KNOWN);
  }

  /// A claimed block is here, and right.
  synchronized void verified(int block, byte[] hash) {
    if (states[block] != State.CLAIMED) {
      throw new IllegalStateException("block " + block + " was not claimed");
    }
    states[block] = State.VERIFIED;
    hashes[block] = hash;
    if (++verified == states.length) notifyAll();
  }

  /// The hash of what is here of a block; [#NONE] when it is missing, or was written since.
  synchronized byte[] hash(int block) {
    return hashes[block];
  }

  /// A claimed block is written, so that what was known of it no longer holds.
  synchronized void writing(int block) {
    if (states[block] != State.CLAIMED) {
      throw new IllegalStateException("block " + block + " was not claimed");
    }
    hashes[block] = NONE;
  }

  /// What was not read again is missing.
  synchronized void doubtNothing() {
    for (int block = 0; block < states.length; block++) {
      if (states[block] == State.DOUBTED) open(block, State.MISSING);
    }
  }

  synchronized boolean complete() {
    return verified == states.length;
  }

  /// The hashes of all blocks, once each is verified.
  synchronized List<byte[]> hashes() {
    if (verified < states.length) throw new IllegalStateException("blocks are missing");
    return List.of(hashes);
  }

  /// Nobody need fetch anything any more.
  synchronized void end() {
    over = true;
    notifyAll();
  }
}
