package dev.usher.services.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.services.HalfLine;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Messages in files, one JSON line each: `history.jsonl`, and when that is full `history.1.jsonl`
/// and so on, the eldest of which is deleted (rule H7). For one process at a time.
///
/// Recording never fails: who chats goes on, and is told once that the history does not.
public final class History implements Journal, Closeable {
  private static final long USUAL_SIZE = 16 * 1024 * 1024;
  private static final int USUAL_FILES = 4;

  private final Path folder;
  private final long full;
  private final int files;
  private final Consumer<IOException> trouble;
  private @Nullable OutputStream out;
  private long size;
  private boolean troubled;

  private History(Path folder, long full, int files, Consumer<IOException> trouble) {
    this.folder = folder;
    this.full = full;
    this.files = files;
    this.trouble = trouble;
  }

  /// Opens that of this folder, of four files of 16 MiB.
  ///
  /// @param trouble told once, on any thread, when recording no longer works
  public static History open(Path folder, Consumer<IOException> trouble) throws IOException {
    return open(folder, USUAL_SIZE, USUAL_FILES, trouble);
  }

  /// @param full bytes after which the next file begins
  /// @param files how many there are at most
  static History open(Path folder, long full, int files, Consumer<IOException> trouble)
      throws IOException {
    History history = new History(folder, full, files, trouble);
    history.open();
    return history;
  }

  private void open() throws IOException {
    FileChannel file =
        FileChannel.open(
            file(0),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            ownersOnly());
    HalfLine.end(file);
    size = file.size();
    file.position(size);
    out = new BufferedOutputStream(Channels.newOutputStream(file), 64 * 1024);
  }

  /// What people write to each other is nobody else's business.
  private FileAttribute<?>[] ownersOnly() {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (!posix) return new FileAttribute<?>[0];
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  private Path file(int age) {
    return folder.resolve(age == 0 ? "history.jsonl" : "history." + age + ".jsonl");
  }

  @Override
  public synchronized void record(Message message) {
    if (troubled || out == null) return;
    byte[] line = (message.json() + "\n").getBytes(UTF_8);
    try {
      if (size > 0 && size + line.length > full) rotate();
      out.write(line);
      size += line.length;
    } catch (IOException e) {
      fail(e);
    }
  }

  private void rotate() throws IOException {
    OutputStream whole = out;
    out = null;
    if (whole != null) whole.close();
    for (int age = files - 1; age > 0; age--) {
      if (Files.exists(file(age - 1))) {
        Files.move(file(age - 1), file(age), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (files == 1) Files.delete(file(0));
    open();
  }

  @Override
  public synchronized void flush() {
    try {
      if (out != null && !troubled) out.flush();
    } catch (IOException e) {
      fail(e);
    }
  }

  private void fail(IOException e) {
    troubled = true;
    trouble.accept(e);
  }

  /// The latest messages that are wanted, the last one last.
  ///
  /// @param count how many at most
  public synchronized List<Message> last(int count, Predicate<Message> wanted) throws IOException {
    flush();
    List<Message> found = new ArrayList<>();
    for (int age = 0; age < files && found.size() < count; age++) {
      try (LastLines lines = new LastLines(file(age))) {
        for (String line; found.size() < count && (line = lines.previous()) != null; ) {
          Message message = Message.parse(line);
          if (message != null && wanted.test(message)) found.add(message);
        }
      } catch (NoSuchFileException _) {
        break;
      }
    }
    return found.reversed();
  }

  @Override
  public synchronized void close() {
    OutputStream open = out;
    out = null;
    try {
      if (open != null) open.close();
    } catch (IOException e) {
      if (!troubled) fail(e); // else it is what was told already
    }
  }
}
