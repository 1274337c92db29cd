package dev.usher.services.files;

import dev.usher.services.files.Manifest.Item;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files and folders that somebody names, found as they are asked for. A link is followed when
/// it is named, and lacking when it is met.
final class LocalFiles implements Manifest {
  private static final char REPLACEMENT = '\ufffd'; // instead of what is no text
  private static final String NOT_TEXT =
      " has a name that is no text in the locale's encoding, "
          + System.getProperty("sun.jnu.encoding", "")
          + "; rename it, or set LC_ALL to a locale that fits";

  private final Deque<Place> places = new ArrayDeque<>(); // the next first
  private int number;

  private record Place(Path path, String name, boolean named) {}

  /// @param into the sink's folder; empty for the outermost
  LocalFiles(List<Path> named, String into) {
    for (Path path : named) {
      Path last = path.toAbsolutePath().normalize().getFileName();
      places.add(new Place(path, under(into, last == null ? "" : last.toString()), true));
    }
  }

  private static String under(String folder, String name) {
    if (folder.isEmpty() || name.isEmpty()) return folder + name;
    return folder + "/" + name;
  }

  @Override
  public synchronized @Nullable Item next() {
    while (!places.isEmpty()) {
      Place place = places.remove();
      try {
        Item item = item(place);
        if (item != null) return item;
      } catch (IOException e) {
        return lacking(place, e);
      }
    }
    return null;
  }

  /// Null for the root of a file system, which has no name to be stored under.
  private @Nullable Item item(Place place) throws IOException {
    if (!isText(place.path)) {
      return new Item.Lacking(place.path.toString(), Trouble.BAD_NAME, place.path + NOT_TEXT);
    }
    BasicFileAttributes is = attributes(place);
    if (is.isDirectory()) {
      open(place);
      if (place.name.isEmpty()) return null;
      return found(place, is, Entry.Kind.FOLDER);
    }
    if (is.isRegularFile()) return found(place, is, Entry.Kind.FILE);
    String what = is.isSymbolicLink() ? "a symbolic link; name its target" : "no regular file";
    return new Item.Lacking(place.path.toString(), Trouble.NOT_A_FILE, place.path + " is " + what);
  }

  /// False when the name has bytes that are no text in the locale's encoding: what Java says of it
  /// would be another name.
  private static boolean isText(Path path) {
    Path last = path.getFileName();
    if (last == null || last.toString().indexOf(REPLACEMENT) < 0) return true;
    try {
      return last.equals(last.getFileSystem().getPath(last.toString()));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  private static BasicFileAttributes attributes(Place place) throws IOException {
    return place.named
        ? PlainFacts.attributes(place.path)
        : PlainFacts.attributes(place.path, LinkOption.NOFOLLOW_LINKS);
  }

  /// What is in a folder comes next, sorted.
  private void open(Place place) throws IOException {
    List<Path> inside = new ArrayList<>();
    try (DirectoryStream<Path> folder = Files.newDirectoryStream(place.path)) {
      for (Path each : folder) inside.add(each);
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(inside, Collections.reverseOrder());
    for (Path each : inside) {
      places.push(new Place(each, under(place.name, each.getFileName().toString()), false));
    }
  }

  private Item found(Place place, BasicFileAttributes is, Entry.Kind kind) {
    Entry entry =
        new Entry(
            place.name,
            kind,
            kind == Entry.Kind.FILE ? is.size() : 0,
            is.lastModifiedTime().toInstant(),
            PlainFacts.isProgram(is));
    BlockHashes hashes = new BlockHashes(entry.size());
    return new Item.Found(
        number++, entry, FileKey.of(place.path, is), () -> Opened.of(place, entry, hashes));
  }

  private static Item lacking(Place place, IOException e) {
    Trouble trouble = e instanceof NoSuchFileException ? Trouble.NOT_FOUND : Trouble.FAILED;
    return new Item.Lacking(place.path.toString(), trouble, place.path + ": " + cause(e));
  }

  private static String cause(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }

  private record Opened(FileChannel channel, Path path, Entry entry, BlockHashes hashes)
      implements Content {
    static Content of(Place place, Entry entry, BlockHashes hashes) throws StoreException {
      try {
        FileChannel channel =
            place.named
                ? FileChannel.open(place.path)
                : FileChannel.open(place.path, LinkOption.NOFOLLOW_LINKS);
        return new Opened(channel, place.path, entry, hashes);
      } catch (IOException e) {
        throw new StoreException(Trouble.FAILED, place.path + ": " + cause(e));
      }
    }

    @Override
    public boolean unchanged() throws IOException {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      Instant modified = now.lastModifiedTime().toInstant();
      return now.size() == entry.size() && modified.equals(entry.modified());
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException _) {
        // it was only read
      }
    }
  }
}
