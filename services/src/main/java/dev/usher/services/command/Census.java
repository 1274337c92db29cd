package dev.usher.services.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Looks at all processes at once for all commands that end at this moment.
///
/// @param tags the mark of each process that has one
record Census(List<ProcessTable.Entry> entries, Map<Long, String> tags) {
  private static final int MOST_ROUNDS = 20; // since somebody may be born all the time

  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final Condition TAKEN = LOCK.newCondition();
  private static long begun;
  private static long done;
  private static boolean taking;
  private static Census last = new Census(List.of(), Map.of());

  /// A census that was begun after this call: its own, or that of another who waits too.
  static Census fresh(long since) {
    LOCK.lock();
    try {
      long wanted = begun + 1;
      while (taking && done < wanted) TAKEN.awaitUninterruptibly();
      if (done >= wanted) return last;
      taking = true;
      begun++;
    } finally {
      LOCK.unlock();
    }
    return takenForAll(since);
  }

  private static Census takenForAll(long since) {
    Census taken = null;
    try {
      taken = take(since);
      return taken;
    } finally {
      LOCK.lock();
      try {
        if (taken != null) {
          last = taken;
          done = begun;
        }
        taking = false;
        TAKEN.signalAll();
      } finally {
        LOCK.unlock();
      }
    }
  }

  static Census take(long since) {
    List<ProcessTable.Entry> entries = new ArrayList<>();
    Map<Long, String> tags = new HashMap<>();
    Set<Long> seen = new HashSet<>();
    int known;
    int rounds = 0;
    // Who was born meanwhile may have a mother who was dead when her turn came.
    do {
      known = seen.size();
      for (ProcessTable.Entry each : ProcessTable.since(since, seen)) {
        entries.add(each);
        String tag = each.tag();
        if (!tag.isEmpty()) tags.put(each.pid(), tag);
      }
    } while (seen.size() > known && ++rounds < MOST_ROUNDS);
    return new Census(entries, tags);
  }

  /// The processes of a command: those with its mark, in its session, and all their children.
  List<ProcessTable.Entry> of(String tag, long shell) {
    Set<Long> members = new HashSet<>();
    List<ProcessTable.Entry> found = new ArrayList<>();
    boolean more = true;
    while (more) {
      more = false;
      for (ProcessTable.Entry each : entries) {
        boolean belongs =
            tag.equals(tags.get(each.pid()))
                || each.session() == shell
                || members.contains(each.parent());
        if (belongs && members.add(each.pid())) more = found.add(each);
      }
    }
    return found;
  }
}
