package dev.usher.bench;

import java.util.ArrayList;
import java.util.List;

/// The NTP benchmark: each server alone on one core, warmed up, measured in short windows in turns;
/// then how wrong a client takes its clock to be, which is this machine's and so right.
final class NtpBench {
  private static final Cell CELL = new Cell(Protocol.NTP, 8, 16);

  private final Options options;
  private final Noise noise = new Noise();

  NtpBench(Options options) {
    this.options = options;
  }

  void run() throws Exception {
    boolean pinned = Cores.pinLoad();
    options.head("NTP, questions of 48 bytes", pinned);
    List<Entry> entries = new ArrayList<>();
    try {
      for (Contender contender : options.wanted(Contenders.ntp())) {
        entries.add(new Entry(contender, CELL, pinned, options.quick()));
      }
      for (int round = 0; round < options.rounds(); round++) {
        for (Entry entry : entries) entry.measure(options.window(), noise);
      }
      NtpTable.print(CELL, entries);
      System.out.println();
      System.out.print(noise);
      NtpOffsets.measure(entries, options.quick() ? 10 : 100);
    } finally {
      for (Entry entry : entries) entry.close();
    }
  }
}
