package dev.usher.services.files;

import dev.usher.services.files.Manifest.Content;
import dev.usher.services.files.Manifest.Item;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One file that a [Source] has offered, from its first block to its last.
final class Sending implements AutoCloseable {
  private static final byte[] NOT_YET = {};

  private final Item.Found item;
  private final Parcel sink;
  private final Meter meter;
  private final MessageDigest sha = Blocks.sha256();
  private BlockHashes hashes;
  private @Nullable Content content;
  private long sent;

  Sending(Item.Found item, Parcel sink, Meter meter) {
    this.item = item;
    this.sink = sink;
    this.meter = meter;
    hashes = new BlockHashes(item.entry().size()); // ours alone, until it is opened
  }

  boolean isFolder() {
    return item.entry().kind() == Entry.Kind.FOLDER;
  }

  TransferFile file() {
    return item.file();
  }

  /// Bytes that the sink has from here, or from an earlier attempt.
  long sent() {
    return sent;
  }

  void resumed(long bytes) {
    sent = bytes;
  }

  /// Sends the blocks that are wanted (N12 to N14).
  ///
  /// @throws StoreException when the file cannot be read, or is not what was offered
  void send(Frame.Want want, ByteBuffer buffer) throws StoreException {
    check(want);
    for (int i = 0; i < want.count(); i++) {
      int block = want.first() + i;
      byte[] known = want.known().isEmpty() ? NOT_YET : want.known().get(i);
      try {
        if (item.entry().size() <= FrameFraming.SMALL) sendSmall(known);
        else if (known.length > 0 && Arrays.equals(known, hash(block, buffer))) same(block);
        else sendBlock(block, buffer);
      } catch (IOException e) {
        sha.reset(); // of a block that was not read to its end
        if (e instanceof StoreException known2) throw known2;
        throw new StoreException(Trouble.FAILED, file().name() + ": " + e.getMessage());
      }
    }
  }

  private void check(Frame.Want want) throws StoreException {
    boolean inside = (long) want.first() + want.count() <= hashes.count();
    boolean paired = want.known().isEmpty() || want.known().size() == want.count();
    if (!inside || !paired) {
      throw new StoreException(Trouble.FAILED, "there are no such blocks of " + file().name());
    }
  }

  private void same(int block) {
    sink.add(new Frame.Same(file().number(), block));
  }

  private void sendSmall(byte[] known) throws IOException {
    long time = System.nanoTime();
    byte[] bytes = item.content().whole(item.entry().size());
    if (bytes == null) throw changed();
    time = meter.disk(time);
    byte[] hash = sha.digest(bytes);
    hashes.note(0, hash);
    time = meter.hash(time);
    if (Arrays.equals(known, hash)) {
      same(0);
    } else {
      sink.add(new Frame.Small(file().number(), hash, bytes));
      moved(bytes.length);
    }
    meter.network(time);
  }

  private byte[] hash(int block, ByteBuffer buffer) throws IOException {
    int length = Blocks.length(item.entry().size(), block);
    for (int at = 0; at < length; at += buffer.limit()) read(block, at, length, buffer);
    return done(block);
  }

  private byte[] done(int block) {
    byte[] hash = sha.digest();
    hashes.note(block, hash);
    return hash;
  }

  private void sendBlock(int block, ByteBuffer buffer) throws IOException {
    int length = Blocks.length(item.entry().size(), block);
    for (int at = 0; at < length; at += buffer.limit()) {
      read(block, at, length, buffer);
      long time = System.nanoTime();
      int crc = Pieces.crc(buffer);
      byte[] hash = at + buffer.limit() == length ? done(block) : NOT_YET;
      time = meter.hash(time);
      sink.send(new Frame.Piece(file().number(), block, at, buffer.limit(), crc, hash), buffer);
      meter.network(time);
      moved(buffer.limit());
    }
    Pieces.letOthersGo();
  }

  private void moved(int count) {
    sent += count;
    meter.moved(count);
  }

  /// Reads the piece of a block that begins at `at`, and adds it to the block's hash.
  private void read(int block, int at, int length, ByteBuffer buffer) throws IOException {
    long time = System.nanoTime();
    buffer.clear().limit(Math.min(buffer.capacity(), length - at));
    fill(buffer, (long) block * Blocks.SIZE + at, opened().channel());
    buffer.flip();
    time = meter.disk(time);
    sha.update(buffer.duplicate());
    meter.hash(time);
  }

  private void fill(ByteBuffer buffer, long from, FileChannel channel) throws IOException {
    for (long at = from; buffer.hasRemaining(); ) {
      int count = channel.read(buffer, at);
      if (count < 0) throw changed();
      at += count;
    }
  }

  private Content opened() throws StoreException {
    Content open = content;
    if (open == null) {
      open = item.content().open();
      content = open;
      hashes = open.hashes();
    }
    return open;
  }

  /// Answers whether the sink has what the file is, and the file is what was offered (N15).
  void confirm(byte[] root, ByteBuffer buffer) throws StoreException {
    try {
      Content file = opened();
      // The sink may have blocks from elsewhere, which nobody has read here.
      for (int block = 0; block < hashes.count(); block++) {
        if (!hashes.knows(block)) hash(block, buffer);
      }
      if (!hashes.areOf(root) || !file.unchanged()) throw changed();
    } catch (IOException e) {
      sha.reset();
      if (e instanceof StoreException known) throw known;
      throw new StoreException(Trouble.FAILED, file().name() + ": " + e.getMessage());
    }
    sink.add(new Frame.Unchanged(file().number()));
  }

  private StoreException changed() {
    return new StoreException(
        Trouble.CHANGED, file().name() + " changed while it was sent; send it again");
  }

  /// Whether the sink has stored what was sent.
  boolean isContent(byte[] root) {
    return hashes.areOf(root);
  }

  /// Closes the file; it is opened again when more of it is wanted.
  @Override
  public void close() {
    if (content != null) content.close();
    content = null;
  }
}
