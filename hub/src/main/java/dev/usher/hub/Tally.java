package dev.usher.hub;

import dev.usher.services.files.Durability;
import dev.usher.services.files.TransferEvent;
import dev.usher.services.files.TransferFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How far a transfer is, by its events. Not for several threads.
final class Tally {
  private final boolean answers;
  private final Map<Integer, Standing> active = new LinkedHashMap<>();
  private final Speed speed = new Speed();
  private long files;
  private long bytes;
  private boolean all;
  private long stored;
  private long refused;
  private long refusedBytes;
  private long ended; // bytes of the files that are stored
  private long durable; // of these
  private long spared; // of these, what had not to be moved
  private boolean begun;

  /// @param answers whether the other side says what became of a file; else it is done when sent
  Tally(boolean answers) {
    this.answers = answers;
  }

  /// A file on its way; bytes.
  record Standing(TransferFile file, long resumed, long sent, long verified, long durable) {
    /// What this attempt has moved and the other side has found right. What earlier ones have moved
    /// is read again meanwhile, in any order, and tells nothing of speed.
    long moved() {
      return Math.max(verified - resumed, Math.min(sent - resumed, verified));
    }
  }

  /// One more event, at this time.
  void accept(TransferEvent event, long nanos) {
    if (!begun) speed.add(nanos, 0);
    begun = true;
    switch (event) {
      case TransferEvent.Found found -> {
        files = Math.max(files, found.files());
        bytes = Math.max(bytes, found.bytes());
        all |= found.all();
      }
      case TransferEvent.Begun(TransferFile file, long resumed) ->
          active.put(file.number(), new Standing(file, resumed, resumed, 0, 0));
      case TransferEvent.Moved(TransferFile file, long sent, long verified, long safe) -> {
        Standing before = active.get(file.number());
        if (before == null) break; // it has ended: two streams share it
        active.put(file.number(), new Standing(file, before.resumed, sent, verified, safe));
        if (!answers && sent == file.size()) end(file, Durability.NONE, false);
      }
      case TransferEvent.Stored e -> end(e.file(), e.durability(), e.same());
      case TransferEvent.Refused(TransferFile file, _, _) -> {
        active.remove(file.number());
        refused++;
        refusedBytes += file.size();
      }
    }
    speed.add(nanos, moved());
  }

  private void end(TransferFile file, Durability safety, boolean same) {
    Standing was = active.remove(file.number());
    stored++;
    ended += file.size();
    if (safety != Durability.NONE) durable += file.size();
    if (same) spared += file.size();
    else if (was != null) spared += was.resumed;
  }

  /// Bytes that this attempt has moved.
  private long moved() {
    long moved = ended - spared;
    for (Standing each : active.values()) {
      moved += Math.max(0, answers ? each.moved() : each.sent - each.resumed);
    }
    return moved;
  }

  boolean answers() {
    return answers;
  }

  List<Standing> active() {
    return List.copyOf(active.values());
  }

  /// Files as far as they are known; [#complete] says whether more may be found.
  long files() {
    return files;
  }

  boolean complete() {
    return all;
  }

  long stored() {
    return stored;
  }

  long refused() {
    return refused;
  }

  /// The sum of all files that can be stored, done or not. Bytes.
  Standing whole() {
    long sent = ended;
    long verified = ended;
    long safe = durable;
    long resumed = spared;
    for (Standing each : active.values()) {
      sent += each.sent;
      verified += each.verified;
      safe += each.durable;
      resumed += each.resumed;
    }
    long size = Math.max(bytes - refusedBytes, sent);
    return new Standing(new TransferFile(-1, "", size), resumed, sent, verified, safe);
  }

  /// Whether everything has ended.
  boolean over() {
    return all && active.isEmpty() && stored + refused >= files;
  }

  /// Bytes a second, or [Speed#UNKNOWN].
  long speed(long nanos) {
    return speed.perSecond(nanos);
  }
}
