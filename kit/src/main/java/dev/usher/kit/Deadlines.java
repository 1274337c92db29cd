package dev.usher.kit;

import java.time.Duration;

/// How long a conversation waits for its peer. All of them end it; none runs while the handler
/// works.
///
/// @param idle the longest silence between two messages while a receive waits ([Ended.Idle])
/// @param write the longest wait for the peer to take more of what is sent; and for all that is
///   sent at once, with the time that the bytes it takes buy by the pace ([Ended.TooSlow])
/// @param pace how fast a message that has begun must come in ([Ended.TooSlow])
/// @param linger after the handler returned, the longest wait for the peer to close its side, so
///   that input we never read does not turn our last answer into a reset
public record Deadlines(Duration idle, Duration write, Pace pace, Duration linger) {
  /// Longer than any program runs: what a deadline is when it never comes.
  public static final Duration NEVER = Duration.ofNanos(Long.MAX_VALUE / 4);

  /// Checks that each is positive; what is longer than [#NEVER] becomes that.
  public Deadlines {
    idle = bounded(Limits.positive(idle, "idle"));
    write = bounded(Limits.positive(write, "write"));
    linger = bounded(Limits.positive(linger, "linger"));
  }

  /// At most [#NEVER], so that it can be added to any time in nanoseconds.
  static Duration bounded(Duration time) {
    return time.compareTo(NEVER) < 0 ? time : NEVER;
  }

  /// The defaults for streams, from [Defaults].
  public static Deadlines forStreams() {
    return new Deadlines(Defaults.IDLE, Defaults.WRITE, Pace.defaults(), Defaults.LINGER);
  }

  /// The defaults for datagrams: a silent peer is forgotten sooner.
  public static Deadlines forPackets() {
    return forStreams().idle(Defaults.PEER_IDLE);
  }

  /// The same with another [#idle()]; [#NEVER] for none.
  public Deadlines idle(Duration longest) {
    return new Deadlines(longest, write, pace, linger);
  }

  /// The same with another [#write()]; [#NEVER] for none.
  public Deadlines write(Duration longest) {
    return new Deadlines(idle, longest, pace, linger);
  }

  /// The same with another [#pace()].
  public Deadlines pace(Pace slowest) {
    return new Deadlines(idle, write, slowest, linger);
  }

  /// The same with another [#linger()].
  public Deadlines linger(Duration longest) {
    return new Deadlines(idle, write, pace, longest);
  }
}
