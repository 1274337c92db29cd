package dev.usher.services.files;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A file on its way into a [Store], shared by the streams that fetch it: each takes runs of blocks
/// that nobody else fetches. Safe for several threads, each of which closes what it got from
/// [Store#receive] once. What is here when the last closes it is gone on with the next time.
final class Partial implements AutoCloseable {
  private final Tools tools;
  private final Incoming file;
  private final boolean all;
  private final boolean durable;
  private final Runnable gone;
  private final Claims claims;
  private final Checkpoints checkpoints;
  private final Publication publication;
  private final AtomicLong resumed = new AtomicLong();
  private int users;
  private boolean begun;
  private boolean ended;
  private volatile boolean discarded;
  private volatile @Nullable Basis basis;
  private @Nullable Recheck recheck;
  private volatile @Nullable BasisCopy copy; // goes on while more comes
  private volatile @Nullable PartFile part; // what comes is written there, once something comes

  /// @param all whether all of it comes, whatever has its name already
  /// @param gone run when the last has closed it
  Partial(Tools tools, Incoming file, Durability durability, boolean all, Runnable gone) {
    this.tools = tools;
    this.file = file;
    this.all = all;
    this.gone = gone;
    durable = durability != Durability.NONE;
    claims = new Claims(Blocks.count(file.size()));
    checkpoints = new Checkpoints(this::force, durable);
    publication = new Publication(tools, file, durability);
  }

  /// One more uses it; false when the last has just closed it.
  ///
  /// @throws StoreException when it cannot begin
  synchronized boolean join() throws StoreException {
    if (ended) return false;
    if (!begun) begin();
    begun = true;
    users++;
    return true;
  }

  private void begin() throws StoreException {
    try {
      Folder staging = tools.staging().folder();
      Object mount = staging.facts().mount();
      if (!tools.ground().nearest(file.path().parent()).mount().equals(mount)) {
        throw Failures.otherDevice(file.path().text());
      }
      boolean here = staging.facts(file.id() + Staging.PART) != null;
      basis = here || all ? null : Basis.of(tools, file, claims);
      if (basis == null) part = resumed();
    } catch (StoreException e) {
      ended = true;
      gone.run();
      throw e;
    }
  }

  private PartFile resumed() throws StoreException {
    PartFile opened = PartFile.open(tools, file);
    for (int block : opened.found().keySet()) resumed.addAndGet(length(block));
    recheck =
        Recheck.journalled(
            opened.channel(),
            file.size(),
            opened.found(),
            claims,
            block -> resumed.addAndGet(-length(block)));
    return opened;
  }

  private int length(int block) {
    return Blocks.length(file.size(), block);
  }

  /// Whether what is known are the blocks of what has the name, and not of an earlier attempt.
  boolean compares() {
    return basis != null;
  }

  /// The next blocks that are to be fetched, or whose known hashes are to be confirmed. Waits while
  /// others fetch the last, or what is here is read again.
  ///
  /// @param most how many at most
  /// @return null when all are here, or it was published
  /// @throws StoreException `CHANGED` when it was discarded
  @Nullable Run claim(int most) throws StoreException, InterruptedException {
    Run run = claims.claim(most);
    if (discarded) throw changed();
    return run;
  }

  /// Blocks that were claimed and did not come; what did come is not touched.
  void giveBack(Run run) {
    claims.giveBack(run);
  }

  /// A piece of a claimed block.
  ///
  /// @throws StoreException `NO_SPACE`; what is here is kept
  void write(int block, int offset, ByteBuffer piece) throws StoreException {
    if (offset < 0 || piece.remaining() > length(block) - offset) {
      throw new IllegalArgumentException(offset + " of block " + block);
    }
    claims.writing(block);
    PartFile to = part;
    if (to == null) to = leaveBasis();
    BasisCopy copying = copy;
    if (copying != null) copying.overtake(block);
    to.write((long) block * Blocks.SIZE + offset, piece);
  }

  private synchronized PartFile leaveBasis() throws StoreException {
    PartFile made = part;
    if (made != null) return made;
    made = PartFile.open(tools, file);
    if (basis != null) copy = basis.copy(made, claims);
    part = made;
    return made;
  }

  /// All of a claimed block is here, and right.
  ///
  /// @throws StoreException when it cannot be kept
  void verified(int block, byte[] hash) throws StoreException {
    byte[] known = claims.hash(block);
    boolean confirmed = Arrays.equals(known, hash);
    PartFile to = part;
    if (!confirmed && (known.length > 0 || to == null)) {
      throw new IllegalStateException("block " + block + " was not written");
    }
    if (to != null) to.verified(block, hash, confirmed);
    claims.verified(block, hash);
    checkpoints.verified(length(block));
  }

  private void force() throws StoreException {
    PartFile to = part;
    if (to != null) to.force();
  }

  /// Bytes that are here, and right.
  long verifiedBytes() {
    return checkpoints.verified();
  }

  /// Those of them that the disk has; none before it is published when nobody asked for that.
  long durableBytes() {
    return publication.done() && durable ? file.size() : checkpoints.durable();
  }

  /// Bytes that are here from an earlier attempt, as far as they were not found to be wrong. What
  /// has the file's name already is not counted.
  long resumedBytes() {
    return resumed.get();
  }

  /// The Merkle root of the content, once all blocks are verified.
  byte[] root() {
    return Blocks.root(file.size(), claims.hashes());
  }

  /// Waits until nothing is to be copied any more of what had the name before; false when that
  /// takes longer than so.
  ///
  /// @throws StoreException when it cannot be copied
  boolean awaitCopied(Duration most) throws StoreException, InterruptedException {
    BasisCopy copying = copy;
    return copying == null || copying.await(most);
  }

  /// Gives it its name, once all blocks are verified; who asks later is told the same.
  ///
  /// @throws StoreException `EXISTS`, `TAKEN`, `NOT_A_FILE`: it is kept, and another way of dealing
  ///   with the conflict may do; `NO_SPACE`, `OVER_QUOTA`; `CHANGED` when it was discarded
  Published publish(Conflict conflict) throws StoreException {
    Published there = isThere();
    if (there != null) return there;
    PartFile whole = leaveBasis(); // whose name another sender has, or nobody
    BasisCopy copying = copy;
    if (copying != null) copying.finish();
    return publish(whole, conflict);
  }

  private synchronized @Nullable Published isThere() throws StoreException {
    check();
    Basis same = basis;
    return part != null || same == null ? null : publication.isThere(same);
  }

  private synchronized Published publish(PartFile whole, Conflict conflict) throws StoreException {
    check();
    checkpoints.await();
    Published done = publication.publish(whole, conflict);
    claims.end();
    return done;
  }

  private void check() throws StoreException {
    if (discarded) throw changed();
    if (!claims.complete()) throw new IllegalStateException("blocks are missing");
  }

  /// Deletes what is here: the source has changed, and will never send the rest.
  synchronized void discard() throws StoreException {
    if (discarded || publication.done()) return;
    discarded = true;
    claims.end();
    gone.run();
    PartFile made = part;
    if (made != null) made.delete();
  }

  private StoreException changed() {
    return new StoreException(
        Trouble.CHANGED, file.path() + " changed while it was sent; send it again");
  }

  @Override
  public synchronized void close() {
    if (--users > 0) return;
    ended = true;
    if (recheck != null) recheck.close();
    if (copy != null) copy.close();
    checkpoints.await();
    PartFile made = part;
    if (made != null) {
      boolean nothing = verifiedBytes() == 0 && made.found().isEmpty();
      made.close(nothing && !publication.done() && !discarded);
    }
    if (basis != null) basis.close();
    gone.run();
  }
}
