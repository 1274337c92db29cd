package dev.usher.services.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CountDownLatch;

/// A file that can be read once the disk is told to answer; nothing else is done with it.
final class SlowDisk extends FileChannel {
  private final FileChannel file;
  private final CountDownLatch answers;
  private final CountDownLatch asked = new CountDownLatch(1);

  SlowDisk(FileChannel file, CountDownLatch answers) {
    this.file = file;
    this.answers = answers;
  }

  void awaitAsked() throws InterruptedException {
    asked.await();
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    asked.countDown();
    try {
      answers.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return file.read(into, position);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }

  private static UnsupportedOperationException only() {
    return new UnsupportedOperationException("it is only read, at a position");
  }

  @Override
  public int read(ByteBuffer into) {
    throw only();
  }

  @Override
  public long read(ByteBuffer[] into, int offset, int length) {
    throw only();
  }

  @Override
  public int write(ByteBuffer from) {
    throw only();
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) {
    throw only();
  }

  @Override
  public int write(ByteBuffer from, long position) {
    throw only();
  }

  @Override
  public long position() {
    throw only();
  }

  @Override
  public FileChannel position(long position) {
    throw only();
  }

  @Override
  public long size() {
    throw only();
  }

  @Override
  public FileChannel truncate(long size) {
    throw only();
  }

  @Override
  public void force(boolean metaData) {
    throw only();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw only();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw only();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw only();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw only();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw only();
  }
}
