package dev.usher.kit.nio;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The file of a Unix socket that listens, or receives datagrams.
///
/// @param key what tells it from another file of its name; null when it is gone already
public record UnixFile(Path path, @Nullable Object key) {
  /// The file that a socket was just bound to.
  public static UnixFile of(Path path) {
    return new UnixFile(path, keyOf(path));
  }

  /// A Unix socket's file outlives its server and blocks the next bind. It goes only when nobody
  /// answers behind it, and only when it is a socket: never somebody's file.
  public static void removeStale(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) return;
    boolean other =
        Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
            || Files.isSymbolicLink(file);
    if (other) throw new BindException(file + " is there already and is not a socket");
    if (isServed(file)) throw new BindException(file + " is served by another process");
    Files.delete(file);
  }

  /// Without waiting: who serves it may be suspended, and its backlog full.
  private static boolean isServed(Path file) throws IOException {
    try (SocketChannel asking = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      asking.configureBlocking(false);
      boolean _ = asking.connect(UnixDomainSocketAddress.of(file));
      return true;
    } catch (ConnectException _) {
      return false;
    } catch (BindException e) {
      throw e; // we may not ask
    } catch (SocketException _) {
      return true; // by a socket for datagrams, or by one that has no place in its backlog
    }
  }

  private static @Nullable Object keyOf(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (IOException _) {
      return null;
    }
  }

  /// Only this user may connect, as with loopback for TCP; whoever wants more changes the file's
  /// mode.
  public void keepOthersOut() throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) view.setPermissions(PosixFilePermissions.fromString("rw-------"));
  }

  /// Removes only our own file: a newer server may have taken the name. While our socket is open,
  /// no other file can have its key.
  public void remove() {
    if (!Objects.equals(key, keyOf(path))) return;
    try {
      Files.deleteIfExists(path);
    } catch (IOException _) {
      // the next server at this path will find it stale and remove it
    }
  }
}
