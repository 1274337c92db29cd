package dev.usher.services.files;

import dev.usher.kit.StreamConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/// A file that an [UploadClient] sends.
///
/// @param path where it is here
/// @param file what it is there; of no bytes when it cannot be sent
/// @param modified when it last changed; null when it cannot be sent
/// @param trouble why not; null when it can
record UploadSource(
    Path path, TransferFile file, @Nullable FileTime modified, @Nullable StoreException trouble) {
  private static final int PIECE = 256 * 1024;
  private static final byte[] NO_HEAD = {};

  static UploadSource of(Path path, int number) {
    Path last = path.toAbsolutePath().normalize().getFileName();
    String name = last == null ? path.toString() : last.toString();
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      if (found.isRegularFile() && found.size() <= UploadHeader.LARGEST) {
        TransferFile file = new TransferFile(number, name, found.size());
        return new UploadSource(path, file, found.lastModifiedTime(), null);
      }
      String what = found.isDirectory() ? " is a folder; name the files in it" : " is not a file";
      return no(path, number, name, new StoreException(Trouble.NOT_A_FILE, path + what));
    } catch (NoSuchFileException _) {
      return no(path, number, name, Failures.notFound(path.toString()));
    } catch (IOException e) {
      return no(path, number, name, Failures.of(e, path.toString()));
    }
  }

  private static UploadSource no(Path path, int number, String name, StoreException why) {
    return new UploadSource(path, new TransferFile(number, name, 0), null, why);
  }

  /// The length and the header (U1, U2).
  ///
  /// @throws IllegalArgumentException when they would be too long
  byte[] head(String message) {
    byte[] header = new UploadHeader(file.name(), file.size(), message).write();
    if (header.length > UploadHeader.LONGEST) {
      throw new IllegalArgumentException(
          "the message is too long: the header would have "
              + header.length
              + " bytes, and may have "
              + UploadHeader.LONGEST);
    }
    ByteBuffer head = ByteBuffer.allocate(Integer.BYTES + header.length);
    head.order(ByteOrder.LITTLE_ENDIAN).putInt(header.length).put(header);
    return head.array();
  }

  /// Sends it, or tells why not.
  ///
  /// @return false when some of it was sent and the rest will not come
  boolean send(StreamConnection<byte[]> to, String message, UploadReport report)
      throws InterruptedException {
    if (trouble != null) {
      report.refused(file, trouble.trouble(), String.valueOf(trouble.getMessage()));
      return true;
    }
    boolean begun = false;
    try (FileChannel in = FileChannel.open(path)) {
      report.tell(new TransferEvent.Begun(file, 0));
      begun = true;
      if (!pieces(in, to, head(message), report)) return false;
    } catch (ClosedByInterruptException _) {
      boolean _ = Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException e) {
      StoreException why = Failures.of(e, path.toString());
      report.refused(file, why.trouble(), String.valueOf(why.getMessage()));
      return !begun;
    }
    if (isAsItWas()) {
      report.sent();
    } else {
      report.refused(file, Trouble.CHANGED, path + " changed while it was sent; send it again");
    }
    return true;
  }

  private boolean pieces(
      FileChannel in, StreamConnection<byte[]> to, byte[] head, UploadReport report)
      throws IOException, InterruptedException {
    ByteBuffer piece = ByteBuffer.allocateDirect((int) Math.min(PIECE, file.size()));
    byte[] before = head;
    long sent = 0;
    do {
      if (Thread.interrupted()) throw new InterruptedException();
      long then = System.nanoTime();
      piece.clear().limit((int) Math.min(piece.capacity(), file.size() - sent));
      while (piece.hasRemaining()) {
        if (in.read(piece) < 0) {
          String text = path + " became shorter while it was sent; send it again";
          report.refused(file, Trouble.CHANGED, text);
          return false;
        }
      }
      int count = piece.flip().remaining();
      then = report.disk(then);
      to.send(before, piece);
      long _ = report.network(then);
      before = NO_HEAD;
      sent += count;
      report.moved(file, sent, count);
    } while (sent < file.size());
    return true;
  }

  private boolean isAsItWas() {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return now.size() == file.size() && now.lastModifiedTime().equals(modified);
    } catch (IOException _) {
      return false;
    }
  }
}
