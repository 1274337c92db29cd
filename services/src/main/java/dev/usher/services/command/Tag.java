package dev.usher.services.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// The mark in the environment of every process of a command, by which it is found again wherever
/// it has gone: it survives `setsid`, `nohup` and two forks (C13).
///
/// It says whose it is, so that a later hub can end what one that was killed has left: the
/// namespace of process ids, the hub's process and when that started, and a number.
final class Tag {
  static final String VARIABLE = "USHER_COMMAND";

  private static final AtomicLong LAST = new AtomicLong();
  private static final String HUB = hub(ProcessHandle.current().pid());

  private Tag() {}

  static String next() {
    return HUB + "-" + LAST.incrementAndGet();
  }

  /// Whether the hub of this mark is gone for certain.
  static boolean isOrphaned(String tag) {
    String[] parts = tag.split("-", -1);
    if (parts.length != 4 || !parts[0].equals(HUB.split("-", -1)[0])) return false;
    try {
      return !tag.startsWith(hub(Long.parseLong(parts[1])) + "-");
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private static String hub(long pid) {
    ProcessTable.Entry entry = ProcessTable.entry(pid);
    return namespace() + "-" + pid + "-" + (entry == null ? 0 : entry.started());
  }

  private static String namespace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString().replaceAll("\\D", "");
    } catch (IOException | UnsupportedOperationException _) {
      return "";
    }
  }
}
