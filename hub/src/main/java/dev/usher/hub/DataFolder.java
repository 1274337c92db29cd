package dev.usher.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The folder in which a hub keeps its data, held by a lock: one hub at a time. The system takes
/// the lock back however the hub ends.
final class DataFolder implements AutoCloseable {
  private final FileChannel lock;

  private DataFolder(FileChannel lock) {
    this.lock = lock;
  }

  /// The user's own: `usher` where the system keeps programs' data.
  ///
  /// @param system the property `os.name`
  /// @param home the user's folder
  static Path usual(String system, Path home, Map<String, String> environment) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return under(environment.get("LOCALAPPDATA"), home.resolve("AppData/Local"));
    }
    if (name.startsWith("mac")) return home.resolve("Library/Application Support/usher");
    return under(environment.get("XDG_DATA_HOME"), home.resolve(".local/share"));
  }

  /// Where the user keeps what programs are to be like: `usher` there.
  ///
  /// @param system the property `os.name`
  /// @param home the user's folder
  static Path config(String system, Path home, Map<String, String> environment) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return under(environment.get("APPDATA"), home.resolve("AppData/Roaming"));
    }
    if (name.startsWith("mac")) return home.resolve("Library/Application Support/usher");
    return under(environment.get("XDG_CONFIG_HOME"), home.resolve(".config"));
  }

  /// A relative path in the variable does not count, as the XDG rules say.
  private static Path under(@Nullable String named, Path otherwise) {
    boolean counts = named != null && Path.of(named).isAbsolute();
    return (counts ? Path.of(named) : otherwise).resolve("usher");
  }

  /// That of whoever runs this program.
  static Path usual() {
    return usual(
        System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System.getenv());
  }

  /// Makes the folder if it is not there, and holds it until it is closed.
  static DataFolder hold(Path folder) throws Complaint {
    return hold(folder, "hub", "hub");
  }

  /// Makes the folder if it is not there, and holds it until it is closed.
  ///
  /// @param holder what kind of program holds it: one of that kind at a time
  /// @param lock the name of its lock
  static DataFolder hold(Path folder, String holder, String lock) throws Complaint {
    Path file = folder.resolve(lock + ".lock");
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw Complaint.failure(
            "another "
                + holder
                + process(file)
                + " keeps its data in "
                + folder
                + "; stop it, or give this one another folder by --data");
      }
      String pid = ProcessHandle.current().pid() + "\n";
      channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
      return new DataFolder(channel);
    } catch (IOException e) {
      throw Complaint.failure(
          "cannot use the data folder " + folder + ": " + cause(e) + "; name another by --data");
    }
  }

  private static String process(Path file) {
    try {
      String pid = Files.readString(file).strip();
      return pid.isEmpty() ? "" : " (process " + pid + ")";
    } catch (IOException _) {
      return ""; // Windows lets nobody read what is locked
    }
  }

  /// File failures say what they mean by their type, and only the file by their text.
  static String cause(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "there is no such folder";
      case FileAlreadyExistsException file -> file.getFile() + " is not a folder";
      case FileSystemException file when file.getReason() != null -> file.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException _) {
      // the lock goes with the process in any case
    }
  }
}
