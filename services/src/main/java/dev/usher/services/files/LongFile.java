package dev.usher.services.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A file that comes in block by block. Its life is [#take], on a helper's thread; what arrives is
/// handed in by the thread that receives.
final class LongFile {
  /// Blocks that are asked for at once.
  private static final int RUN = 32;

  /// How many such requests may be under way, so that the source always has something to do.
  private static final int RUNS = 3;

  /// How often the source is told how far it is.
  private static final Duration TELL = Duration.ofMillis(20);

  /// How often the source hears of us while we are busy with the disk.
  private static final Duration ALIVE = Duration.ofMinutes(1);

  private final Sink sink;
  private final Frame.Offer offer;
  private final StorePath path;
  private final long size;
  private final Requests requests = new Requests();
  private final MessageDigest sha = Blocks.sha256();
  private volatile @Nullable Entry rival; // has its name, and may be the same
  private volatile @Nullable Partial partial;
  private final AtomicBoolean gaveBack = new AtomicBoolean();
  private int offset; // in the block that comes in
  private boolean damaged; // a piece of it was
  private volatile long due; // what the sink had waited when the next answer became due
  private long told = System.nanoTime();
  private final AtomicLong received = new AtomicLong();

  LongFile(Sink sink, Frame.Offer offer, StorePath path) {
    this.sink = sink;
    this.offer = offer;
    this.path = path;
    size = offer.entry().size();
  }

  int number() {
    return offer.file();
  }

  /// Wants, verifies and publishes it, and tells how that ended.
  void take() throws InterruptedException {
    try {
      Entry there = sink.there(path);
      if (there != null && (there.kind() != Entry.Kind.FILE || there.size() != size)) {
        sink.mayTake(path, there);
      }
      rival = there;
      fetch();
    } catch (StoreException e) {
      // An interrupt closes a file in the hands of who uses it: the transfer ends, not the file.
      if (Thread.currentThread().isInterrupted()) throw new InterruptedException();
      sink.refused(offer, e);
    }
  }

  private void fetch() throws StoreException, InterruptedException {
    Entry entry = offer.entry();
    Incoming incoming = new Incoming(path, size, entry.modified(), entry.executable(), offer.key());
    try (Partial partial = sink.store.receive(incoming, sink.terms.durability())) {
      this.partial = partial;
      // From an earlier attempt, or by others who take it in at this moment.
      long here = Math.max(partial.resumedBytes(), partial.verifiedBytes());
      received.set(here);
      sink.say(new Frame.Begun(offer.file(), here));
      sink.tell(new TransferEvent.Begun(sink.file(offer), here));
      try {
        fetch(partial);
      } catch (StoreException e) {
        if (e.trouble() == Trouble.CHANGED) partial.discard();
        throw e;
      } finally {
        giveBack();
      }
    } finally {
      partial = null;
    }
  }

  private void fetch(Partial partial) throws StoreException, InterruptedException {
    for (Run run; (run = partial.claim(RUN)) != null; ) want(partial, run);
    requests.awaitFewer(1);
    while (!partial.awaitCopied(ALIVE)) tellProgress(partial);
    due = sink.waited();
    sink.say(new Frame.Confirm(offer.file(), partial.root()));
    requests.awaitUnchanged();
    Published published = partial.publish(sink.terms.conflict());
    sink.stored(offer, published.path().text(), partial.root(), published.same());
  }

  private void want(Partial partial, Run run) throws StoreException, InterruptedException {
    if (!requests.areDue()) due = sink.waited();
    try {
      requests.add(run);
    } catch (StoreException e) {
      partial.giveBack(run); // perhaps what was ours before we failed
      throw e;
    }
    sink.say(new Frame.Want(offer.file(), run.first(), run.count(), run.known()));
    requests.awaitFewer(RUNS);
  }

  /// Leaves to others what was not answered; a claim that waits for it goes on.
  private void giveBack() {
    Partial partial = this.partial;
    if (partial == null || !gaveBack.compareAndSet(false, true)) return;
    for (Run run : requests.open()) partial.giveBack(run);
  }

  /// Ends the wait for a source that goes on at a crawl, and so would keep the place and the room
  /// for ever.
  void checkPatience() {
    if (sink.waited() - due <= sink.terms.patience().toNanos() || !requests.areDue()) return;
    fail(Failures.failed(path + " came too slowly; send it again to go on"));
  }

  /// The source says that the file has not changed meanwhile.
  void unchanged() {
    requests.unchanged();
  }

  /// It cannot be taken: [#take] ends.
  void fail(StoreException why) {
    requests.fail(why);
    giveBack();
  }

  /// The source has the block that we know.
  void same(int block) throws IOException {
    byte[] known = requests.known(block);
    if (known == null || offset > 0) {
      throw new IOException("the other side knows nothing of block " + block);
    }
    Partial partial = target();
    if (partial != null) store(() -> partial.verified(block, known));
    answered();
  }

  /// Takes in a piece that has arrived. Pieces come in order.
  void piece(Frame.Piece piece, ByteBuffer body) throws IOException {
    int block = piece.block();
    byte[] known = requests.known(block);
    int left = Blocks.length(size, block) - offset;
    if (piece.offset() != offset || piece.length() > left || piece.length() == 0) {
      throw new IOException("the other side sends a block in the wrong order");
    }
    if (known != null) store(this::mayDiffer);
    Partial partial = target();
    long time = System.nanoTime();
    if (Pieces.crc(body) != piece.crc()) damaged = true;
    sha.update(body.duplicate());
    time = sink.meter.hash(time);
    if (partial != null && !damaged) store(() -> partial.write(block, piece.offset(), body));
    sink.meter.disk(time);
    offset += piece.length();
    received.addAndGet(piece.length());
    if (piece.length() == left) blockIsHere(partial, block, piece.hash());
  }

  private void blockIsHere(@Nullable Partial partial, int block, byte[] hash) {
    boolean right = Arrays.equals(sha.digest(), hash) && !damaged;
    if (partial != null && right) {
      store(() -> partial.verified(block, hash));
    } else if (partial != null) {
      partial.giveBack(new Run(block, 1, List.of()));
      received.addAndGet(-offset);
      sink.meter.repaired(offset);
    }
    answered();
  }

  /// What comes differs from what we knew, which may be what has the name.
  private void mayDiffer() throws StoreException {
    Entry rival = this.rival;
    Partial partial = this.partial;
    if (rival != null && partial != null && partial.compares()) sink.mayTake(path, rival);
  }

  /// Where blocks go; null when they come too late.
  private @Nullable Partial target() {
    return requests.failed() ? null : partial;
  }

  private interface Change {
    void make() throws StoreException;
  }

  private void store(Change change) {
    try {
      change.make();
    } catch (StoreException e) {
      fail(e);
    }
  }

  private void answered() {
    offset = 0;
    damaged = false;
    due = sink.waited();
    requests.answered();
    Pieces.letOthersGo();
    Partial partial = target();
    if (partial == null) return;
    long verified = partial.verifiedBytes();
    if (System.nanoTime() - told < TELL.toNanos() && verified < size) return;
    told = System.nanoTime();
    tellProgress(partial);
  }

  private void tellProgress(Partial partial) {
    long verified = partial.verifiedBytes();
    long durable = partial.durableBytes();
    sink.say(new Frame.Progress(offer.file(), verified, durable));
    sink.tell(
        new TransferEvent.Moved(
            sink.file(offer), Math.min(received.get(), size), verified, durable));
  }
}
