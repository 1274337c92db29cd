package dev.usher.kit.linux;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The pipes of a loop, by the mark that their events carry. A mark is used once: an event of a
/// socket that was closed meanwhile must not reach the one that has got its number, or its place.
final class Places {
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable LinuxPipe[] pipes = new LinuxPipe[64];
  private int[] free = new int[64];
  private int freed;
  private int used; // places that were ever taken
  private int generation;

  /// Gives a pipe its mark: the upper half tells it from all others of its place.
  long take(LinuxPipe pipe) {
    lock.lock();
    try {
      int place = freed > 0 ? free[--freed] : used++;
      if (place == pipes.length) pipes = Arrays.copyOf(pipes, 2 * place);
      generation = (generation + 1) & Integer.MAX_VALUE;
      pipes[place] = pipe;
      return ((long) generation << 32) | place;
    } finally {
      lock.unlock();
    }
  }

  void leave(long mark) {
    lock.lock();
    try {
      if (freed == free.length) free = Arrays.copyOf(free, 2 * freed);
      pipes[(int) mark] = null;
      free[freed++] = (int) mark;
    } finally {
      lock.unlock();
    }
  }

  /// The pipe of a mark; another one, or none, when it is gone.
  @Nullable LinuxPipe at(long mark) {
    return pipes[(int) mark];
  }

  /// How many there are, about.
  int count() {
    return used - freed;
  }
}
