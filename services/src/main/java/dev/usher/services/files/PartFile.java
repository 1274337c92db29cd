package dev.usher.services.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.SortedMap;

/// What is here of a file that is not whole: a file of its own, and its [Journal].
final class PartFile implements AutoCloseable {
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(Pieces.SIZE).asReadOnlyBuffer();

  private final Folder folder;
  private final Incoming file;
  private final Space space;
  private final Space.Reservation room;
  private final FileChannel channel;
  private final Journal journal;

  private PartFile(
      Folder folder,
      Incoming file,
      Space space,
      Space.Reservation room,
      FileChannel channel,
      Journal journal) {
    this.folder = folder;
    this.file = file;
    this.space = space;
    this.room = room;
    this.channel = channel;
    this.journal = journal;
  }

  /// Opens what is there, or makes it.
  ///
  /// @throws StoreException `NO_SPACE`, `OVER_QUOTA`; `FAILED` when another program has it
  static PartFile open(Tools tools, Incoming file) throws StoreException {
    Space.Reservation room = tools.space().reserve();
    try {
      return tools.staging().begin(in -> open(in, file, tools.space(), room));
    } catch (IOException e) {
      room.close();
      throw e instanceof StoreException known
          ? known
          : tools.space().failure(e, file.path().text());
    }
  }

  private static PartFile open(Folder folder, Incoming file, Space space, Space.Reservation room)
      throws IOException {
    Journal journal = journal(folder, file);
    try {
      FileChannel channel = channel(folder, file, journal, room);
      return new PartFile(folder, file, space, room, channel, journal);
    } catch (IOException e) {
      journal.close();
      throw e;
    }
  }

  private static Journal journal(Folder folder, Incoming file) throws IOException {
    String name = file.id() + Staging.JOURNAL;
    FileChannel there = folder.reopen(name);
    return new Journal(there == null ? folder.create(name, false) : there, file.id(), file.size());
  }

  private static FileChannel channel(
      Folder folder, Incoming file, Journal journal, Space.Reservation room) throws IOException {
    FileChannel there = folder.reopen(part(file));
    if (there == null) journal.forget();
    long here = Math.min(file.size(), (long) journal.found().size() * Blocks.SIZE);
    try {
      room.grow(file.size(), here);
    } catch (StoreException e) {
      if (there != null) there.close();
      else folder.deleteFile(file.id() + Staging.JOURNAL);
      throw e;
    }
    return there == null ? folder.create(part(file), file.executable()) : there;
  }

  private static String part(Incoming file) {
    return file.id() + Staging.PART;
  }

  String name() {
    return part(file);
  }

  FileChannel channel() {
    return channel;
  }

  /// The blocks that the journal had when it was opened.
  SortedMap<Integer, byte[]> found() {
    return journal.found();
  }

  /// Zeros behind the end are not written: they become a hole, which takes no room.
  void write(long at, ByteBuffer bytes) throws StoreException {
    long to = at;
    try {
      if (isZero(bytes) && at >= channel.size()) return;
      while (bytes.hasRemaining()) to += channel.write(bytes, to);
    } catch (IOException e) {
      throw space.failure(e, file.path().text());
    }
  }

  private static boolean isZero(ByteBuffer bytes) {
    ByteBuffer rest = bytes.duplicate();
    while (rest.hasRemaining()) {
      int count = Math.min(rest.remaining(), ZEROS.capacity());
      ByteBuffer part = rest.slice(rest.position(), count);
      if (part.mismatch(ZEROS.duplicate().limit(count)) >= 0) return false;
      rest.position(rest.position() + count);
    }
    return true;
  }

  /// This block is here, and right. What the journal has already is not written again.
  void verified(int block, byte[] hash, boolean journalled) throws StoreException {
    try {
      if (!journalled) {
        reach((long) block * Blocks.SIZE + Blocks.length(file.size(), block));
        journal.append(block, hash);
      }
    } catch (IOException e) {
      throw space.failure(e, file.path().text());
    }
    if (!journalled) room.written(Blocks.length(file.size(), block));
  }

  /// Makes the file as long as that, where a hole is at its end.
  private void reach(long end) throws IOException {
    if (channel.size() < end) channel.write(ZEROS.duplicate().limit(1), end - 1);
  }

  /// Forces the content to the disk, and then what the journal says of it.
  void force() throws StoreException {
    try {
      channel.force(false);
      journal.force();
    } catch (IOException e) {
      throw space.failure(e, file.path().text());
    }
  }

  /// Sets what the content does not have, and forces all of it to the disk if so wanted.
  void finish(boolean durable) throws StoreException {
    folder.touch(name(), file.modified());
    try {
      if (durable) channel.force(true);
    } catch (IOException e) {
      throw space.failure(e, file.path().text());
    }
  }

  /// It has its name: the journal is of no use.
  ///
  /// @param same whether it was deleted, because the same was there
  void published(boolean same) throws StoreException {
    if (!same) room.published(file.size());
    folder.deleteFile(file.id() + Staging.JOURNAL);
  }

  void delete() throws StoreException {
    folder.deleteFile(name());
    folder.deleteFile(file.id() + Staging.JOURNAL);
  }

  /// Ends the use of it.
  ///
  /// @param empty whether there is nothing to go on with
  void close(boolean empty) {
    close();
    try {
      if (empty) delete();
    } catch (StoreException _) {
      // it expires
    }
  }

  @Override
  public void close() {
    room.close();
    try (journal) {
      channel.close();
    } catch (IOException _) {
      // what was not forced may be lost; what is resumed is read again
    }
  }
}
