package dev.usher.hub;

import dev.usher.services.files.TransferEvent;
import dev.usher.services.files.TransferSummary;
import dev.usher.services.files.Trouble;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is said of files that were transferred, each in one line. What strangers wrote is shown
/// legibly.
///
/// @param done what a file was when all went well: `stored`, `got` or `sent`
record TransferWords(String done) {
  private static final long LARGE = 64L << 20; // bytes from which on it is worth knowing why

  /// `stored a.jpg as a (2).jpg 1.2 MB`
  String of(TransferEvent.Stored event) {
    String name = event.file().name();
    String other = isRenamed(event) ? " as " + event.name() : "";
    String text = event.same() ? "was there already: " + event.name() : done + " " + name + other;
    return Legible.line(text) + "  " + Bytes.text(event.file().size());
  }

  /// Whether it has another name there, and not only the normal form C of its own, which looks
  /// alike.
  static boolean isRenamed(TransferEvent.Stored event) {
    String name = event.file().name();
    return !event.name().equals(name)
        && !event.name().equals(Normalizer.normalize(name, Normalizer.Form.NFC));
  }

  /// Why a file was refused, with its name.
  static String of(TransferEvent.Refused event) {
    String name = event.file().name();
    String text = event.text().contains(name) ? event.text() : name + ": " + event.text();
    String option = event.trouble() == Trouble.EXISTS ? "; see --on-conflict" : "";
    return "usher: " + Legible.line(text) + option;
  }

  /// How all of it went, in one line.
  String of(TransferSummary summary) {
    List<String> parts = new ArrayList<>();
    long files = summary.files();
    parts.add(done + " " + files + (files == 1 ? " file" : " files"));
    double seconds = Math.max(1, summary.took().toMillis()) / 1000.0;
    String speed = Bytes.text((long) (summary.bytes() / seconds)) + "/s";
    parts.add(Bytes.text(summary.bytes()) + " in " + time(summary.took()) + " (" + speed + ")");
    if (summary.resumed() > 0) {
      parts.add(Bytes.text(summary.resumed()) + " were there from before");
    }
    if (summary.repaired() > 0) {
      parts.add(Bytes.text(summary.repaired()) + " came damaged and were sent again");
    }
    if (summary.refused() > 0) parts.add(summary.refused() + " refused");
    return String.join(", ", parts);
  }

  private static String time(Duration took) {
    return String.format(Locale.ROOT, "%.1f s", Math.max(100, took.toMillis()) / 1000.0);
  }

  /// What this side waited for most; empty for little transfers.
  static String limit(TransferSummary summary) {
    long network = summary.network().toNanos();
    long disk = summary.disk().toNanos();
    long hash = summary.hash().toNanos();
    long all = network + disk + hash;
    if (summary.bytes() < LARGE || all == 0) return "";
    String most =
        network >= Math.max(disk, hash)
            ? "the network, or the other side"
            : disk >= hash ? "this side's disk" : "this side's processor";
    return "the limit was "
        + most
        + String.format(
            Locale.ROOT,
            " (network %d %%, disk %d %%, hashes %d %%)",
            network * 100 / all,
            disk * 100 / all,
            hash * 100 / all);
  }
}
