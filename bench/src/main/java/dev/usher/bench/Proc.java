package dev.usher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What Linux tells about a process under `/proc`.
///
/// @param pid which one
record Proc(long pid) {
  private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux

  /// User and system time so far, in seconds.
  record Cpu(double user, double system) {
    double total() {
      return user + system;
    }

    Cpu since(Cpu before) {
      return new Cpu(user - before.user, system - before.system);
    }
  }

  Cpu cpu() {
    return cpu(11);
  }

  /// Of the children that it has waited for, and of theirs.
  Cpu endedChildren() {
    return cpu(13);
  }

  /// Of a process, its children and theirs, in seconds, whether they have ended or not.
  static double family(ProcessHandle head) {
    return Stream.concat(Stream.of(head), head.descendants())
        .mapToDouble(each -> new Proc(each.pid()).withEndedChildren())
        .sum();
  }

  private double withEndedChildren() {
    try {
      return cpu().total() + endedChildren().total();
    } catch (UncheckedIOException _) {
      return 0; // it has ended just now
    }
  }

  private Cpu cpu(int user) {
    String stat = read("/proc/" + pid + "/stat");
    // The second field is a name in parentheses and may hold blanks.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return new Cpu(
        Long.parseLong(fields[user]) / TICKS_PER_SECOND,
        Long.parseLong(fields[user + 1]) / TICKS_PER_SECOND);
  }

  int descriptors() {
    return count("fd");
  }

  int threads() {
    return count("task");
  }

  /// Resident memory in bytes.
  long resident() {
    return number(read("/proc/" + pid + "/status"), "VmRSS:") * 1024;
  }

  /// How many descriptors this process may have, and each that it starts.
  static long mostDescriptors() {
    String line =
        read("/proc/self/limits")
            .lines()
            .filter(l -> l.startsWith("Max open files"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.split(" +", -1)[3]);
  }

  /// What a core did so far, all processes together, in seconds: work, and time that the hypervisor
  /// gave to others.
  record Core(double busy, double stolen) {
    static Core of(int core) {
      String line =
          read("/proc/stat")
              .lines()
              .filter(l -> l.startsWith("cpu" + core + " "))
              .findFirst()
              .orElseThrow();
      String[] f = line.split(" ", -1);
      double busy = 0;
      for (int field : List.of(1, 2, 3, 6, 7)) busy += Long.parseLong(f[field]);
      return new Core(busy / TICKS_PER_SECOND, Long.parseLong(f[8]) / TICKS_PER_SECOND);
    }
  }

  /// Datagrams that the system dropped because a socket was full: the one at this port of loopback,
  /// or one connected to it.
  static long udpDrops(int port) {
    String mark = String.format("0100007F:%04X ", port);
    return Stream.of("/proc/net/udp", "/proc/net/udp6")
        .flatMap(file -> read(file).lines())
        .filter(line -> line.contains(mark))
        .mapToLong(line -> Long.parseLong(line.strip().replaceAll(".* ", "")))
        .sum();
  }

  /// How many processes have this among the words that they were started with.
  static int withWord(String word) {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return (int) all.filter(each -> started(each).contains(word)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String started(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return ""; // no process, or gone by now
    }
  }

  private int count(String folder) {
    try (Stream<Path> entries = Files.list(Path.of("/proc/" + pid, folder))) {
      return (int) entries.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(String text, String key) {
    String line = text.lines().filter(l -> l.startsWith(key)).findFirst().orElseThrow();
    return Long.parseLong(line.replaceAll("[^0-9]", ""));
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
