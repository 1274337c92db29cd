package dev.usher.services.time;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The server's standing, looked up again when somebody asks and it is a second old: nothing polls.
/// Safe for several threads.
final class NtpStandings {
  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  private final NtpReference reference;
  private final TimeSource time;
  private volatile @Nullable Look last;

  NtpStandings(NtpReference reference, TimeSource time) {
    this.reference = reference;
    this.time = time;
  }

  private record Look(NtpStanding standing, long nanos) {}

  /// At most a second old.
  ///
  /// @param nanos where the source's counter stands
  NtpStanding at(long nanos) {
    Look look = last;
    return look != null && isFresh(look, nanos) ? look.standing() : lookAgain(nanos);
  }

  private synchronized NtpStanding lookAgain(long nanos) {
    Look old = last;
    if (old != null && isFresh(old, nanos)) return old.standing(); // another thread was first
    ClockPrecision precision = ClockPrecision.measure(time);
    if (old != null) precision = precision.finest(old.standing().precision());
    NtpStanding standing = reference.look(precision, time.now());
    last = new Look(standing, nanos);
    return standing;
  }

  private static boolean isFresh(Look look, long nanos) {
    return nanos - look.nanos() < FRESH;
  }
}
