package dev.usher.services.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// The files of at most [FrameFraming#SMALL] bytes that a [Sink] takes in: each comes in one frame,
/// and many are made safe and published together.
final class SmallFiles implements AutoCloseable {
  private static final int MOST = 1_000; // in a batch
  private static final int BATCHES = 2; // that may be published at once

  private final Sink sink;
  private final Map<Integer, Wanted> wanted = new HashMap<>();
  private final Semaphore places = new Semaphore(BATCHES);
  private Batch batch;
  private List<Wanted> added = new ArrayList<>(); // to the batch, in this order
  private List<Wanted> same = new ArrayList<>(); // are there already, to be made safe with it

  /// @param hashes of its one block, or of none; before it has come, those of the file that has its
  ///   name
  private record Wanted(Frame.Offer offer, StorePath path, List<byte[]> hashes) {
    byte[] root() {
      return Blocks.root(offer.entry().size(), hashes);
    }
  }

  SmallFiles(Sink sink) {
    this.sink = sink;
    batch = sink.store.batch(sink.terms.durability());
  }

  /// Asks for one, unless it cannot be taken or is empty.
  void consider(Frame.Offer offer, StorePath path) throws StoreException {
    Entry there = sink.there(path);
    long size = offer.entry().size();
    List<byte[]> known = List.of();
    if (there != null && there.kind() == Entry.Kind.FILE && there.size() == size && size > 0) {
      known = known(path, size);
    } else if (there != null && (there.kind() != Entry.Kind.FILE || there.size() != size)) {
      sink.mayTake(path, there);
    }
    Wanted file = new Wanted(offer, path, known);
    if (size == 0) {
      add(file, new byte[0]);
    } else {
      wanted.put(offer.file(), file);
      sink.say(new Frame.Want(offer.file(), 0, 1, known));
    }
  }

  /// None when it was deleted or replaced a moment ago.
  private List<byte[]> known(StorePath path, long size) {
    try (StoredFile file = sink.store.read(path)) {
      if (file.entry().size() != size) return List.of();
      return Blocks.hashes(file.channel(), size, 0, 1);
    } catch (StoreException _) {
      return List.of(); // whether it is in the way is seen when ours is to have the name
    }
  }

  /// Takes in one that has arrived.
  void takeIn(Frame.Small small) throws IOException {
    Wanted file = asked(small.file());
    long time = System.nanoTime();
    boolean right =
        small.content().length == file.offer.entry().size()
            && Arrays.equals(Blocks.sha256().digest(small.content()), small.hash());
    sink.meter.hash(time);
    sink.meter.moved(small.content().length);
    if (right) {
      add(new Wanted(file.offer, file.path, List.of(small.hash())), small.content());
    } else {
      sink.meter.repaired(small.content().length);
      wanted.put(small.file(), file);
      sink.say(new Frame.Want(small.file(), 0, 1, List.of()));
    }
  }

  /// The source has the one that is there.
  void same(int number) throws IOException {
    Wanted file = asked(number);
    if (file.hashes.isEmpty()) throw new IOException("the other side knows nothing of " + number);
    if (sink.terms.durability() == Durability.NONE) {
      stored(file);
    } else {
      batch.addStored(file.path); // it may have come a moment ago, and not be on the disk
      same.add(file);
    }
  }

  private void stored(Wanted same) {
    sink.stored(same.offer, same.path.text(), same.root(), true);
  }

  /// It cannot be had.
  void fail(int number, StoreException why) throws IOException {
    sink.refused(asked(number).offer, why);
  }

  private Wanted asked(int number) throws IOException {
    Wanted file = wanted.remove(number);
    if (file == null) {
      throw new IOException("the other side sends what was not asked for: file " + number);
    }
    return file;
  }

  private void add(Wanted file, byte[] content) {
    Entry entry = file.offer.entry();
    long time = System.nanoTime();
    Incoming incoming =
        new Incoming(
            file.path, entry.size(), entry.modified(), entry.executable(), file.offer.key());
    try {
      batch.add(incoming, ByteBuffer.wrap(content), sink.terms.conflict());
      added.add(file);
    } catch (StoreException e) {
      sink.refused(file.offer, e);
    }
    sink.meter.disk(time);
  }

  /// Deletes what is not published.
  @Override
  public void close() {
    batch.close();
  }

  /// Publishes what is here, when it is much or nothing more is on its way.
  void mayPublish() throws InterruptedException {
    int count = added.size() + same.size();
    if (count == 0 || (!wanted.isEmpty() && count < MOST)) return;
    places.acquire();
    Batch full = batch;
    List<Wanted> files = added;
    List<Wanted> there = same;
    batch = sink.store.batch(sink.terms.durability());
    added = new ArrayList<>();
    same = new ArrayList<>();
    sink.source.alongside(() -> {
      try {
        publish(full, files, there);
      } finally {
        places.release();
      }
    });
  }

  private void publish(Batch full, List<Wanted> files, List<Wanted> there) {
    List<Outcome> outcomes;
    try (full) {
      outcomes = full.publish();
    } catch (StoreException e) {
      for (Wanted file : files) sink.refused(file.offer, e);
      for (Wanted file : there) sink.refused(file.offer, e);
      return;
    }
    for (Wanted file : there) stored(file);
    for (int i = 0; i < files.size(); i++) {
      Wanted file = files.get(i);
      switch (outcomes.get(i)) {
        case Outcome.Stored(Published published) ->
            sink.stored(file.offer, published.path().text(), file.root(), published.same());
        case Outcome.Refused(StoreException why) -> sink.refused(file.offer, why);
      }
    }
  }
}
