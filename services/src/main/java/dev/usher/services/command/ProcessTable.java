package dev.usher.services.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The processes of this machine at one moment, as `/proc` has them; elsewhere only who is whose
/// parent.
final class ProcessTable {
  private static final Path PROC = Path.of("/proc");

  // Where `stat` has them, behind the name; see proc_pid_stat(5).
  private static final int FLAGS = 6;
  private static final int ENVIRON_BEGIN = 47;
  private static final int ENVIRON_END = 48;

  private static final long KERNEL_THREAD = 0x0020_0000;
  private static final int MOST_LOOKS = 500;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

  private ProcessTable() {}

  /// A process that lives.
  ///
  /// @param group its process group, 0 where it is not known
  /// @param session as well
  /// @param started in the system's ticks since its start, 0 where it is not known
  record Entry(long pid, long parent, long group, long session, long started) {
    /// The mark in its environment, or nothing: it has none, or is not ours to read.
    String tag() {
      try {
        String environ = environ();
        String sought = "\0" + Tag.VARIABLE + "=";
        int at = ("\0" + environ).indexOf(sought);
        if (at < 0) return "";
        int from = at + sought.length() - 1;
        int end = environ.indexOf('\0', from);
        return environ.substring(from, end < 0 ? environ.length() : end);
      } catch (IOException _) {
        return "";
      }
    }

    /// While it becomes another program it has none for a moment, which is waited for.
    private String environ() throws IOException {
      Path file = PROC.resolve(pid + "/environ");
      String environ = Files.readString(file, ISO_8859_1);
      for (int look = 0; look < MOST_LOOKS && environ.isEmpty() && isChanging(pid); look++) {
        LockSupport.parkNanos(PAUSE);
        environ = Files.readString(file, ISO_8859_1);
      }
      return environ;
    }
  }

  /// Those that have started since a time in ticks, and are not dead yet.
  ///
  /// @param seen who is not looked at again; those that are looked at are added
  static List<Entry> since(long started, Set<Long> seen) {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path each : all) {
        long pid = Long.parseLong(each.getFileName().toString());
        @Nullable Entry entry = seen.add(pid) ? entry(pid) : null;
        if (entry != null && entry.started() >= started) entries.add(entry);
      }
    } catch (IOException | DirectoryIteratorException _) {
      ProcessHandle.allProcesses()
          .filter(p -> seen.add(p.pid()))
          .map(p -> new Entry(p.pid(), p.parent().map(ProcessHandle::pid).orElse(0L), 0, 0, 0))
          .forEach(entries::add);
    }
    return entries;
  }

  /// One of them; null when it is dead, or this system does not tell.
  static @Nullable Entry entry(long pid) {
    String[] fields = stat(pid);
    return fields == null ? null : entry(pid, fields);
  }

  /// What the system tells of a process behind its name; null when it is dead.
  private static String @Nullable [] stat(long pid) {
    try {
      String stat = Files.readString(PROC.resolve(pid + "/stat"), ISO_8859_1);
      // The name, in parentheses, may hold anything, parentheses and spaces too.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1);
      boolean dead = fields[0].equals("Z") || fields[0].equals("X");
      return dead ? null : fields;
    } catch (IOException _) {
      return null;
    }
  }

  /// Whether nothing to read of its environment does not mean that there is nothing in it: it is in
  /// the midst of an `exec`, or was.
  private static boolean isChanging(long pid) {
    String[] fields = stat(pid);
    if (fields == null || fields.length <= ENVIRON_END) return false;
    boolean kernel = (Long.parseLong(fields[FLAGS]) & KERNEL_THREAD) != 0;
    String begin = fields[ENVIRON_BEGIN];
    return !kernel && (begin.equals("0") || !begin.equals(fields[ENVIRON_END]));
  }

  private static Entry entry(long pid, String... fields) {
    return new Entry(
        pid,
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        Long.parseLong(fields[19]));
  }
}
