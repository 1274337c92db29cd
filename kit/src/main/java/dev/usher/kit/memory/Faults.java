package dev.usher.kit.memory;

import java.time.Duration;

/// What goes wrong on a link. Start with [#none] and change what you want.
///
/// @param cutOneIn streams: after each byte a read ends with a chance of one in this many; 1 cuts
///   after every byte, 0 never
/// @param resetAfter streams: the connection is reset for both ends once the link has carried this
///   many bytes; [#NEVER] if never
/// @param stallAfter streams: nothing more comes through once the link has carried this many bytes,
///   not even the end; [#NEVER] if never. Stall one direction for a peer that stops sending, the
///   other for one that stops reading: its writer waits when 64 KiB are on their way.
/// @param latency the time that everything is on its way
/// @param jitter datagrams: up to this much longer, for each packet another time, so that they can
///   overtake each other
/// @param loss datagrams: the chance, from 0 to 1, that a packet is lost
/// @param duplication datagrams: the chance that a packet comes twice
/// @param reordering datagrams: the chance that a packet waits until the next one of its link has
///   passed, or the clock is advanced
public record Faults(
    int cutOneIn,
    long resetAfter,
    long stallAfter,
    Duration latency,
    Duration jitter,
    double loss,
    double duplication,
    double reordering) {
  /// More bytes than any link carries.
  public static final long NEVER = Long.MAX_VALUE;

  private static final Faults NONE =
      new Faults(0, NEVER, NEVER, Duration.ZERO, Duration.ZERO, 0, 0, 0);

  /// Checks the numbers.
  public Faults {
    if (cutOneIn < 0 || resetAfter < 0 || stallAfter < 0) {
      throw new IllegalArgumentException("a number of bytes cannot be negative");
    }
    if (latency.isNegative() || jitter.isNegative()) {
      throw new IllegalArgumentException("nothing arrives before it was sent");
    }
    chance(loss);
    chance(duplication);
    chance(reordering);
  }

  private static void chance(double chance) {
    if (!(chance >= 0 && chance <= 1)) {
      throw new IllegalArgumentException("a chance is 0 to 1, not " + chance);
    }
  }

  /// Everything arrives at once, as it was sent.
  public static Faults none() {
    return NONE;
  }

  /// The same with reads cut after every byte.
  public Faults everyByte() {
    return cutOneIn(1);
  }

  /// The same with another [#cutOneIn()].
  public Faults cutOneIn(int bytes) {
    return new Faults(
        bytes, resetAfter, stallAfter, latency, jitter, loss, duplication, reordering);
  }

  /// The same with another [#resetAfter()].
  public Faults resetAfter(long bytes) {
    return new Faults(cutOneIn, bytes, stallAfter, latency, jitter, loss, duplication, reordering);
  }

  /// The same with another [#stallAfter()].
  public Faults stallAfter(long bytes) {
    return new Faults(cutOneIn, resetAfter, bytes, latency, jitter, loss, duplication, reordering);
  }

  /// The same with another [#latency()].
  public Faults latency(Duration time) {
    return new Faults(
        cutOneIn, resetAfter, stallAfter, time, jitter, loss, duplication, reordering);
  }

  /// The same with another [#jitter()].
  public Faults jitter(Duration most) {
    return new Faults(
        cutOneIn, resetAfter, stallAfter, latency, most, loss, duplication, reordering);
  }

  /// The same with another [#loss()].
  public Faults loss(double chance) {
    return new Faults(
        cutOneIn, resetAfter, stallAfter, latency, jitter, chance, duplication, reordering);
  }

  /// The same with another [#duplication()].
  public Faults duplication(double chance) {
    return new Faults(cutOneIn, resetAfter, stallAfter, latency, jitter, loss, chance, reordering);
  }

  /// The same with another [#reordering()].
  public Faults reordering(double chance) {
    return new Faults(cutOneIn, resetAfter, stallAfter, latency, jitter, loss, duplication, chance);
  }
}
