package dev.usher.services.files;

import java.io.IOException;
import java.nio.channels.FileChannel;

/// A file of a store that is open for reading. What is published under its name meanwhile does not
/// touch it.
final class StoredFile implements Manifest.Content {
  private final FileChannel channel;
  private final Entry entry;
  private final Facts then;
  private final Look look;
  private final Runnable close;
  private final BlockHashes hashes;

  /// Looks at the open file again.
  interface Look {
    Facts facts() throws StoreException;
  }

  StoredFile(FileChannel channel, Entry entry, Facts then, Look look, Runnable close) {
    this(channel, entry, then, look, close, new BlockHashes(then.size()));
  }

  private StoredFile(
      FileChannel channel, Entry entry, Facts then, Look look, Runnable close, BlockHashes hashes) {
    this.channel = channel;
    this.entry = entry;
    this.then = then;
    this.look = look;
    this.close = close;
    this.hashes = hashes;
  }

  /// The same open file, for one who sends it beside others.
  StoredFile sharing(KnownHashes known, StorePath path) {
    return new StoredFile(channel, entry, then, look, close, known.of(path, then));
  }

  /// What was known when it was opened.
  Entry entry() {
    return entry;
  }

  /// Its content. It is closed with this.
  @Override
  public FileChannel channel() {
    return channel;
  }

  @Override
  public BlockHashes hashes() {
    return hashes;
  }

  /// Whether nobody wrote to it since it was opened.
  @Override
  public boolean unchanged() throws StoreException {
    return look.facts().sameContent(then);
  }

  @Override
  public void close() {
    close.run();
    try {
      channel.close();
    } catch (IOException _) {
      // it was only read: nothing is lost
    }
  }
}
