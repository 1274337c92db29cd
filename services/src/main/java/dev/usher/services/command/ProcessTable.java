package dev.usher.services.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The processes of this machine at one moment, as `/proc` has them; elsewhere only who is whose
/// parent.
final class ProcessTable {
  private static final Path PROC = Path.of("/proc");

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
        String environ = Files.readString(PROC.resolve(pid + "/environ"), ISO_8859_1);
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
  }

  /// Those that have started since a time in ticks, and are not dead yet.
  static List<Entry> since(long started) {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path each : all) {
        Entry entry = entry(Long.parseLong(each.getFileName().toString()));
        if (entry != null && entry.started() >= started) entries.add(entry);
      }
    } catch (IOException | DirectoryIteratorException _) {
      ProcessHandle.allProcesses()
          .map(p -> new Entry(p.pid(), p.parent().map(ProcessHandle::pid).orElse(0L), 0, 0, 0))
          .forEach(entries::add);
    }
    return entries;
  }

  /// One of them; null when it is dead, or this system does not tell.
  static @Nullable Entry entry(long pid) {
    try {
      String stat = Files.readString(PROC.resolve(pid + "/stat"), ISO_8859_1);
      // The name, in parentheses, may hold anything, parentheses and spaces too.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      boolean dead = fields[0].equals("Z") || fields[0].equals("X");
      return dead ? null : entry(pid, fields);
    } catch (IOException _) {
      return null;
    }
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
