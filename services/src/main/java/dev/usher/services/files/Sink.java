package dev.usher.services.files;

import dev.usher.kit.Defaults;
import dev.usher.kit.StreamConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The side that takes files in: it says which blocks it wants, and gives what is whole its name
/// (N10 to N20).
///
/// The thread that runs it takes in what comes. Each [LongFile] has a helper that asks for its
/// blocks and publishes it; [SmallFiles] are published together by another.
final class Sink {
  /// As long as a silent connection lasts, and what a block may take over a slow line: 1 KiB/s.
  private static final Duration PATIENCE = Defaults.IDLE.plusSeconds(Blocks.SIZE / 1024);

  /// Of this many long files later than one, none is offered before the last answer about that one:
  /// those that were unsettled when it was wanted, and as many in the place of those settled since.
  private static final int MOST_ANSWERED_LATE = 2 * Source.WINDOW;

  /// Long files at once: one is published while the next comes in.
  private static final int LONG_FILES = 2;

  final StreamConnection<Frame> source;
  final Store store;
  final Terms terms;
  final Meter meter;
  private final Telling telling;
  private final Consumer<Frame.Offered> found;
  private final Semaphore places = new Semaphore(LONG_FILES);
  private final Set<LongFile> current = ConcurrentHashMap.newKeySet(); // those that have a place
  private final AtomicLong waited = new AtomicLong(); // for the source, nanoseconds
  private final Queue<LongFile> waiting = new ConcurrentLinkedQueue<>();
  private final Map<Integer, LongFile> taking = new ConcurrentHashMap<>();
  private final SequencedSet<Integer> longOnes = // answers may come after they are settled
      new LinkedHashSet<>();
  private final SmallFiles small;
  private final ByteBuffer buffer = Pieces.take();
  private final Thread receiver = Thread.currentThread();
  private final AtomicLong unsettled = new AtomicLong(1); // the one is the end of the offers

  /// @param found is told when all was offered
  Sink(
      StreamConnection<Frame> source,
      Store store,
      Terms terms,
      Telling telling,
      Consumer<Frame.Offered> found) {
    this.source = source;
    this.found = found;
    this.store = store;
    this.terms = terms;
    this.telling = telling;
    meter = telling.meter();
    small = new SmallFiles(this);
  }

  /// What holds for all files of a transfer.
  ///
  /// @param asked whether something of this path may come
  /// @param elsewhere says whether another stream of the same transfer takes this one
  /// @param patience how long may be waited for a block of a long file
  record Terms(
      Conflict conflict,
      Durability durability,
      Predicate<StorePath> asked,
      Elsewhere elsewhere,
      Duration patience) {
    Terms(
        Conflict conflict, Durability durability, Predicate<StorePath> asked, Elsewhere elsewhere) {
      this(conflict, durability, asked, elsewhere, PATIENCE);
    }
  }

  /// Where several streams offer the same files.
  @FunctionalInterface
  interface Elsewhere {
    boolean takes(Frame.Offer offer);

    /// What the file is counted as: the same on every stream, and of no other file.
    default int number(Frame.Offer offer) {
      return offer.file();
    }
  }

  /// Takes in all that the source offers; returns when each is settled.
  ///
  /// @throws IOException when the source does not keep the rules, or gives up
  /// @throws dev.usher.kit.EndedException when it is gone
  void run() throws IOException, InterruptedException {
    try {
      while (heed(next())) small.mayPublish();
    } finally {
      small.close();
      Pieces.giveBack(buffer);
    }
  }

  private Frame next() throws IOException {
    long time = System.nanoTime();
    Frame frame = source.receive();
    waited.addAndGet(meter.network(time) - time);
    for (LongFile file : current) file.checkPatience();
    if (frame == null) throw new IOException("the other side ended the connection");
    return frame;
  }

  /// Does what the source says; false when all is over.
  private boolean heed(Frame frame) throws IOException, InterruptedException {
    switch (frame) {
      case Frame.Offer offer -> consider(offer);
      case Frame.Missing missing -> lacks(missing);
      case Frame.Offered all -> {
        found.accept(all);
        settled();
      }
      case Frame.Piece piece -> takeIn(piece);
      case Frame.Small content -> small.takeIn(content);
      case Frame.Same same -> {
        LongFile file = taking.get(same.file());
        if (file != null) file.same(same.block());
        else if (!longOnes.contains(same.file())) small.same(same.file());
      }
      case Frame.Unchanged unchanged -> {
        LongFile file = taking.get(unchanged.file());
        if (file != null) file.unchanged();
      }
      case Frame.Failed failed -> {
        LongFile file = taking.get(failed.file());
        StoreException why = new StoreException(failed.trouble(), failed.text());
        if (file != null) file.fail(why);
        else if (!longOnes.contains(failed.file())) small.fail(failed.file(), why);
      }
      case Frame.Over _ -> {
        return false;
      }
      case Frame.No no -> throw new StoreException(no.trouble(), no.text());
      default ->
          throw new IOException(
              "the other side does not keep the rules: " + frame.getClass().getSimpleName());
    }
    return true;
  }

  private void consider(Frame.Offer offer) throws IOException {
    if (unsettled.incrementAndGet() > Source.WINDOW + 1) {
      throw new IOException("the other side offers too many files at once");
    }
    if (terms.elsewhere().takes(offer)) {
      say(new Frame.Elsewhere(offer.file()));
      settled();
      return;
    }
    try {
      StorePath path = StorePath.of(offer.entry().path());
      if (!terms.asked().test(path)) {
        throw new StoreException(Trouble.FORBIDDEN, path + " was not asked for");
      }
      if (offer.entry().kind() == Entry.Kind.FOLDER) {
        store.makeFolder(path);
        stored(offer, path.text(), Blocks.root(0, List.of()), false);
      } else if (offer.entry().size() <= FrameFraming.SMALL) {
        small.consider(offer, path);
      } else {
        LongFile file = new LongFile(this, offer, path);
        taking.put(offer.file(), file);
        longOnes.add(offer.file());
        if (longOnes.size() > MOST_ANSWERED_LATE) longOnes.removeFirst();
        waiting.add(file);
        if (places.tryAcquire()) source.alongside(this::takeWaiting);
      }
    } catch (StoreException e) {
      refused(offer, e);
    }
  }

  /// What holds a place: it takes one file after the other, until none waits.
  private void takeWaiting() throws InterruptedException {
    do {
      try {
        for (LongFile file; (file = waiting.poll()) != null; ) take(file);
      } finally {
        places.release();
      }
      // One may have been added since, by who found no place.
    } while (!waiting.isEmpty() && places.tryAcquire());
  }

  private void take(LongFile file) throws InterruptedException {
    current.add(file);
    try {
      file.take();
    } finally {
      current.remove(file);
      taking.remove(file.number());
    }
  }

  private void lacks(Frame.Missing missing) {
    TransferFile file = new TransferFile(-1, missing.path(), 0);
    tell(new TransferEvent.Refused(file, missing.trouble(), missing.text()));
  }

  /// Takes in a piece, or throws it away when nobody waits for it any more.
  private void takeIn(Frame.Piece piece) throws IOException {
    if (piece.length() > buffer.capacity()) {
      throw new IOException("a piece of " + piece.length() + " bytes is too long");
    }
    long time = System.nanoTime();
    source.receiveBody(buffer.clear().limit(piece.length()));
    waited.addAndGet(meter.network(time) - time);
    meter.moved(piece.length());
    @Nullable LongFile file = taking.get(piece.file());
    if (file != null) file.piece(piece, buffer.flip());
  }

  /// How long the source was waited for so far, in nanoseconds.
  long waited() {
    return waited.get();
  }

  /// What has this name already; null when it is free.
  @Nullable Entry there(StorePath path) throws StoreException {
    return store.find(path);
  }

  /// Whether a file of other content may be taken although its name is.
  void mayTake(StorePath path, Entry there) throws StoreException {
    if (there.kind() == Entry.Kind.FOLDER) {
      throw new StoreException(Trouble.NOT_A_FILE, path + " is a folder there; use another name");
    }
    if (terms.conflict() == Conflict.REFUSE) {
      throw new StoreException(
          Trouble.EXISTS,
          path + " is there already, with other content; rename it, or ask to rename or replace");
    }
  }

  /// What the receiving thread says while more has arrived leaves together.
  void say(Frame frame) {
    if (Thread.currentThread().equals(receiver) || !source.offer(frame)) source.send(frame);
  }

  void tell(TransferEvent event) {
    telling.tell(event);
  }

  void stored(Frame.Offer offer, String name, byte[] root, boolean same) {
    Instant now = Instant.now();
    say(new Frame.Stored(offer.file(), name, root, terms.durability(), now, same));
    if (offer.entry().kind() == Entry.Kind.FILE) {
      String hex = HexFormat.of().formatHex(root);
      tell(new TransferEvent.Stored(file(offer), name, hex, terms.durability(), now, same));
    }
    settled();
  }

  void refused(Frame.Offer offer, StoreException why) {
    String text = String.valueOf(why.getMessage());
    say(new Frame.Refused(offer.file(), why.trouble(), text));
    tell(new TransferEvent.Refused(file(offer), why.trouble(), text));
    settled();
  }

  TransferFile file(Frame.Offer offer) {
    return new TransferFile(
        terms.elsewhere().number(offer), offer.entry().path(), offer.entry().size());
  }

  private void settled() {
    if (unsettled.decrementAndGet() == 0) say(new Frame.Over());
  }
}
