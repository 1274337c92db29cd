package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.services.Address;
import dev.usher.services.files.StoreException;
import dev.usher.services.files.TransferEvent;
import dev.usher.services.files.TransferSummary;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs a transfer: shows it, heeds Ctrl-C, writes the receipt, and says how it went.
///
/// @param hub the other side
/// @param words what is said of a file
/// @param answers whether the other side says what became of a file, and goes on with one that was
///   begun
record Transfer(
    Address hub, TransferWords words, boolean answers, boolean json, @Nullable Receipt receipt) {
  /// What is done.
  @FunctionalInterface
  interface Work {
    TransferSummary run(Consumer<TransferEvent> events) throws IOException, InterruptedException;
  }

  /// Does it.
  ///
  /// @return the exit code: 1 when something was refused
  int run(Work work) throws Complaint {
    Stop stop = new Stop();
    stop.listen();
    stop.whenUrgent(() -> Runtime.getRuntime().halt(1)); // what has arrived stays all the same
    Thread worker = Thread.currentThread();
    AtomicBoolean stopping = new AtomicBoolean();
    Thread signal = Thread.startVirtualThread(() -> interruptWhen(stop, stopping, worker));
    try (TransferView view = view()) {
      // What fails because it is stopped is no news.
      TransferSummary summary = run(work, e -> heed(e, stopping, view));
      view.end(summary);
      return summary.refused() > 0 ? 1 : 0;
    } catch (InterruptedException _) {
      throw Complaint.failure("stopped" + goOn());
    } catch (StoreException e) {
      throw Complaint.failure(String.valueOf(e.getMessage()));
    } catch (UnknownHostException _) {
      throw Complaint.failure("no machine called \"" + hub.host() + "\" is known");
    } catch (ConnectException e) {
      throw unreachable(hub, e);
    } catch (IOException e) {
      throw Complaint.failure((stopping.get() ? "stopped" : e.getMessage()) + goOn());
    } finally {
      signal.interrupt();
    }
  }

  private void heed(TransferEvent event, AtomicBoolean stopping, TransferView view) {
    if (receipt != null && event instanceof TransferEvent.Stored stored) receipt.add(stored);
    if (!stopping.get() || event instanceof TransferEvent.Stored) view.accept(event);
  }

  private TransferSummary run(Work work, Consumer<TransferEvent> events)
      throws Complaint, IOException, InterruptedException {
    try {
      return work.run(events);
    } finally {
      if (receipt != null) receipt.write();
    }
  }

  static Complaint unreachable(Address hub, IOException e) {
    return Complaint.failure(
        "cannot reach " + hub + ": " + e.getMessage() + "; is \"usher serve\" running there?");
  }

  private String goOn() {
    return answers
        ? "; what has arrived is kept: the same command goes on from there"
        : "; a file that was not sent whole is not kept: send it again";
  }

  private static void interruptWhen(Stop stop, AtomicBoolean stopping, Thread worker) {
    try {
      stop.await();
      stopping.set(true);
      worker.interrupt();
    } catch (InterruptedException _) {
      // nobody wanted it
    }
  }

  private TransferView view() throws IOException {
    PrintStream out = new PrintStream(System.out, false, UTF_8); // whatever the locale
    PrintStream err = new PrintStream(System.err, true, UTF_8);
    if (json) return new TransferJson(new PrintStream(System.out, true, UTF_8));
    return Terminals.isInteractive()
        ? TransferScreen.open(out, words, answers)
        : new TransferLines(System.out, err, words, answers);
  }
}
