package dev.usher.bench;

import dev.usher.services.time.NtpClient;
import dev.usher.services.time.NtpMeasurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.FutureTask;

/// What our client measures of servers that all tell this machine's own clock: the true offset is
/// 0, so that what it finds is its error, and that has to be within the error that it reports.
final class NtpOffsets {
  private static final Duration SPACING = Duration.ofMillis(2);
  private static final Duration BEGUN = Duration.ofMillis(20);
  private static final Duration LOADED = Duration.ofMillis(100);

  private final Entry entry;
  private final List<Double> offsets = new ArrayList<>();
  private final List<Double> errors = new ArrayList<>();
  private int outside;

  private NtpOffsets(Entry entry) {
    this.entry = entry;
  }

  /// Measures them in turns, first idle and then with the load, and prints a table of each.
  static void measure(List<Entry> servers, int times) throws Exception {
    for (boolean loaded : new boolean[] {false, true}) {
      List<NtpOffsets> all = servers.stream().map(NtpOffsets::new).toList();
      for (int i = 0; i < times; i++) {
        for (NtpOffsets offsets : all) offsets.ask(loaded);
      }
      print(loaded ? "µs, under load" : "µs, idle", all);
    }
  }

  private void ask(boolean loaded) throws Exception {
    if (!loaded) {
      ask();
      return;
    }
    FutureTask<Long> load = new FutureTask<>(() -> entry.clients().talk(LOADED));
    Thread.ofPlatform().daemon().start(load);
    Thread.sleep(BEGUN); // or the quickest exchange, which counts, is one before the load
    ask();
    load.get();
  }

  private void ask() throws Exception {
    NtpMeasurement found = NtpClient.of(entry.address()).spacing(SPACING).measure();
    offsets.add(micros(found.offset().abs()));
    errors.add(micros(found.error()));
    if (found.offset().abs().compareTo(found.error()) > 0) outside++;
  }

  private static double micros(Duration time) {
    return time.toNanos() / 1e3;
  }

  private static void print(String what, List<NtpOffsets> all) {
    System.out.println();
    System.out.println(
        "| "
            + what
            + " | offset: median | p99 | error reported: median | p99 | offset beyond the error |");
    System.out.println("|---|---|---|---|---|---|");
    for (NtpOffsets one : all) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %.1f | %.1f | %d of %d |%n",
          one.entry.contender.name(),
          Spread.of(one.offsets).median(),
          Spread.percentile(one.offsets, 99),
          Spread.of(one.errors).median(),
          Spread.percentile(one.errors, 99),
          one.outside,
          one.offsets.size());
    }
  }
}
