package dev.usher.testkit;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What this process holds at a moment: descriptors and threads, each by a name that is its own.
///
/// What belongs to the JDK itself, or lives as long as the process by design, is left out.
record Census(Set<String> descriptors, Set<String> threads) {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /// The groups of the JDK's own threads, the carriers of virtual ones included.
  private static final Set<String> JDK_GROUPS =
      Set.of("system", "InnocuousThreadGroup", "CarrierThreads");

  /// The kit's timer thread and loops, which all servers of a process share; and common helpers of
  /// the JDK, and of JUnit, that come when first needed and stay.
  private static final Pattern LASTING =
      Pattern.compile(
          "usher (timers|watchdog|loop \\d+)|junit-.*|ForkJoinPool\\.commonPool-.*|process reaper.*|.*Poller.*");

  /// Files that class loading keeps open, and the listing of descriptors itself.
  private static final Pattern PASSING =
      Pattern.compile(".*\\.jar|.*/lib/modules|/proc/.*|/dev/.*");

  private static final Pattern VIRTUAL = Pattern.compile("#(\\d+) \"(.*)\" virtual .*");

  static boolean knowsDescriptors() {
    return Files.isDirectory(DESCRIPTORS);
  }

  static Census take() {
    return new Census(
        openDescriptors(), Stream.concat(platform(), virtual()).collect(Collectors.toSet()));
  }

  /// What is here now and was not then.
  List<String> since(Census before) {
    return Stream.concat(
            descriptors.stream()
                .filter(d -> !before.descriptors.contains(d))
                .map(d -> "descriptor " + d),
            threads.stream().filter(t -> !before.threads.contains(t)).map(t -> "thread " + t))
        .sorted()
        .toList();
  }

  private static Set<String> openDescriptors() {
    if (!knowsDescriptors()) return Set.of();
    Map<String, Integer> alike = new HashMap<>();
    try (DirectoryStream<Path> links = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path link : links) {
        String target = target(link);
        if (!PASSING.matcher(target).matches()) alike.merge(target, 1, Integer::sum);
      }
    } catch (DirectoryIteratorException | IOException e) {
      throw new IllegalStateException("cannot list " + DESCRIPTORS, e);
    }
    // Selectors have no number of their own: the third is the third.
    return alike.entrySet().stream()
        .flatMap(e ->
            Stream.iterate(1, i -> i <= e.getValue(), i -> i + 1)
                .map(i -> e.getKey() + " no. " + i))
        .collect(Collectors.toSet());
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException _) {
      return "/proc/ closed meanwhile";
    }
  }

  private static Stream<String> platform() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> !lasts(t))
        .map(t -> id(t.threadId(), t.getName()));
  }

  private static boolean lasts(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    if (group == null || JDK_GROUPS.contains(group.getName())) return true; // null: it has ended
    return LASTING.matcher(thread.getName()).matches();
  }

  /// Only a thread dump tells of virtual threads.
  private static Stream<String> virtual() {
    try {
      Path folder = Files.createTempDirectory("threads");
      Path dump = folder.resolve("dump");
      try {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
        return Files.readString(dump, StandardCharsets.UTF_8)
            .lines()
            .map(VIRTUAL::matcher)
            .filter(m -> m.matches() && !LASTING.matcher(m.group(2)).matches())
            .map(Census::id)
            .toList()
            .stream();
      } finally {
        Files.deleteIfExists(dump);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot dump the threads", e);
    }
  }

  private static String id(Matcher virtual) {
    return id(Long.parseLong(virtual.group(1)), virtual.group(2));
  }

  private static String id(long number, String name) {
    return "#" + number + " \"" + name + "\"";
  }
}
