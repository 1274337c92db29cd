package dev.usher.hub;

import dev.usher.services.time.NtpSample;
import java.io.PrintStream;
import java.net.InetSocketAddress;

/// A line on a terminal that tells how far a measurement is, and is gone afterwards. Safe for
/// several threads.
final class Progress implements AutoCloseable {
  private static final String START_OF_LINE = "\r\033[K";

  private final PrintStream out;
  private final String what;
  private final int all;
  private int done;

  Progress(PrintStream out, Asked asked, int samples) {
    this.out = out;
    int servers = asked.servers().size();
    what = servers == 1 ? "asking " + asked.all() : "asking " + servers + " servers";
    all = servers * samples;
    show();
  }

  synchronized void add(InetSocketAddress server, NtpSample sample) {
    done++;
    show();
  }

  private void show() {
    out.print(START_OF_LINE + what + " … " + done + " of " + all);
    out.flush();
  }

  @Override
  public synchronized void close() {
    out.print(START_OF_LINE);
    out.flush();
  }
}
