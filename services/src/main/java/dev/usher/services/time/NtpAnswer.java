package dev.usher.services.time;

import java.time.Duration;

/// What a packet is to somebody who has asked.
sealed interface NtpAnswer {
  /// The time.
  ///
  /// @param nanos where our counter stood when it came
  record Time(NtpSample sample, long nanos) implements NtpAnswer {
    /// What is left of it later: our clock may have strayed since.
    NtpSample at(long now) {
      Duration error = sample.error().plus(CorrectedClock.strayed(now - nanos));
      return new NtpSample(sample.offset(), error, sample.delay(), sample.stratum(), sample.leap());
    }
  }

  /// A kiss-o'-death, or another word of four letters instead of the time.
  record Kiss(String code) implements NtpAnswer {}

  /// The server knows that it does not know the time.
  record Unsynchronised() implements NtpAnswer {}

  /// None: an answer to something else, or nothing that a server would say.
  record Refused() implements NtpAnswer {}
}
