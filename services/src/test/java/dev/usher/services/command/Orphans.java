package dev.usher.services.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Processes that a test's commands start, told from all others by a number of seconds to sleep.
final class Orphans {
  private static final AtomicLong LAST = new AtomicLong(ProcessHandle.current().pid() * 1_000);

  private final String seconds = Long.toString(LAST.incrementAndGet());

  /// What to give to `sleep`.
  String seconds() {
    return seconds;
  }

  /// Those that are alive: whose last word is the number.
  List<Long> alive() {
    return ProcessHandle.allProcesses()
        .filter(p ->
            p.info().arguments().stream()
                .anyMatch(words -> words.length > 0 && words[words.length - 1].equals(seconds)))
        .filter(p -> !p.info().command().orElse("").isEmpty())
        .map(ProcessHandle::pid)
        .toList();
  }

  /// Waits until so many are alive.
  void await(int count) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (alive().size() != count) {
      assertThat(System.nanoTime()).as("alive: %s", Arrays.asList(alive())).isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }
}
