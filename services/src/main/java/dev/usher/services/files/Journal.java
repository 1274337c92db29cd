package dev.usher.services.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// Beside a partial file: which of its blocks were verified, and their hashes. Only ever appended
/// to, in records of 40 bytes with a checksum each, so that a torn end is noticed and cut off. What
/// it says is believed of no block before that was read again.
///
/// It is also what says that nobody else writes to the partial file: it is locked.
final class Journal implements AutoCloseable {
  private static final int RECORD = 40;
  private static final long MAGIC = 0x75736865726a726cL; // "usherjrl"

  private final FileChannel channel;
  private final SortedMap<Integer, byte[]> found = new TreeMap<>();
  private final ByteBuffer header;
  private long end;

  /// @param channel open for reading and writing; closed by this
  /// @param id of the file that it is for
  /// @throws StoreException when another program has it
  Journal(FileChannel channel, String id, long size) throws IOException {
    this.channel = channel;
    header = header(id, size);
    try {
      lock();
      if (load(Blocks.count(size))) channel.truncate(end);
      else forget();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Begins anew: the partial file is not there.
  void forget() throws IOException {
    found.clear();
    channel.truncate(0);
    end = 0;
    write(header.duplicate());
  }

  private void lock() throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException _) {
      lock = null;
    }
    if (lock == null) {
      throw Failures.failed("another program is receiving this file; wait until it is done");
    }
  }

  private static ByteBuffer header(String id, long size) {
    ByteBuffer header = ByteBuffer.allocate(RECORD).putLong(MAGIC).putLong(size);
    header.put(id.getBytes(StandardCharsets.ISO_8859_1), 0, 20);
    return sealed(header);
  }

  private static ByteBuffer sealed(ByteBuffer record) {
    record.putInt(RECORD - Integer.BYTES, crc(record)).position(RECORD);
    return record.flip();
  }

  private static int crc(ByteBuffer record) {
    CRC32C crc = new CRC32C();
    crc.update(record.slice(0, RECORD - Integer.BYTES));
    return (int) crc.getValue();
  }

  /// False when this is no journal of that file.
  private boolean load(int blocks) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(RECORD);
    if (!read(record) || !record.equals(header)) return false;
    end = RECORD;
    while (read(record) && record.getInt(RECORD - Integer.BYTES) == crc(record)) {
      int block = record.getInt();
      byte[] hash = new byte[Blocks.HASH];
      record.get(hash);
      if (block < 0 || block >= blocks) break;
      found.put(block, hash);
      end += RECORD;
    }
    return true;
  }

  private boolean read(ByteBuffer record) throws IOException {
    record.clear();
    while (record.hasRemaining()) {
      if (channel.read(record, end + record.position()) < 0) return false;
    }
    record.flip();
    return true;
  }

  /// The blocks that it had when it was opened, with their hashes.
  SortedMap<Integer, byte[]> found() {
    return found;
  }

  /// This block is here, and right.
  synchronized void append(int block, byte[] hash) throws IOException {
    write(sealed(ByteBuffer.allocate(RECORD).putInt(block).put(hash)));
  }

  private void write(ByteBuffer record) throws IOException {
    long at = end;
    while (record.hasRemaining()) at += channel.write(record, at);
    end = at; // only now: what follows a torn record goes over it
  }

  void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
