package dev.usher.hub;

import dev.usher.kit.EndedException;
import dev.usher.services.Address;
import dev.usher.services.Scheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One command and its whole answer, on a connection of its own.
///
/// The wire has no mark at the end of an answer. So over a stream we end our side as soon as the
/// answer has begun, not sooner, since while a command runs the end of input means that its client
/// has gone; a server that reads on then finds the end, and ends too, after the last byte of its
/// answer.
final class Errand {
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final Address address;
  private final Duration patience;
  private volatile long last;
  private volatile boolean gaveUp;

  /// @param patience how long to wait for the first byte of the answer
  Errand(Address address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  /// Runs it.
  ///
  /// @param show takes the pieces of the answer as they come
  /// @throws Complaint when it is not known how it ended: never taken for success
  void run(String command, Consumer<byte[]> show) throws Complaint {
    try (Partner partner = Partner.at(address, StandardCharsets.UTF_8)) {
      partner.send(command.getBytes(StandardCharsets.UTF_8));
      boolean answered = false;
      last = System.nanoTime() + patience.toNanos() - QUIET.toNanos();
      giveUpLater(partner);
      for (byte[] piece; (piece = partner.receive()) != null; ) {
        last = System.nanoTime();
        show.accept(piece);
        if (address.scheme() == Scheme.UDP) return;
        if (!answered) partner.endSending();
        answered = true;
      }
      if (!answered) throw unknown(gaveUp ? silence(partner) : "it ended without an answer");
    } catch (EndedException e) {
      throw unknown(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw unknown(String.valueOf(e.getMessage()));
    }
  }

  private String silence(Partner partner) {
    String trouble = partner.trouble();
    return trouble != null ? trouble : "no answer within " + Durations.text(patience);
  }

  /// A server that does not end when we do is taken at its word when it has been quiet for long.
  private void giveUpLater(Partner partner) {
    long left = last + QUIET.toNanos() - System.nanoTime();
    if (left <= 0) {
      gaveUp = true;
      partner.close();
    } else {
      CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS)
          .execute(() -> giveUpLater(partner));
    }
  }

  private Complaint unknown(String why) {
    return Complaint.failure("it is not known how the command ended at " + address + ": " + why);
  }
}
