package dev.usher.kit;

/// Thrown by a [Connection] that is over; [#ended] tells why.
///
/// A handler may let it pass: the conversation then ends with that same value, not as a failure.
public final class EndedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Ended ended;

  EndedException(Ended ended) {
    super(describe(ended), cause(ended));
    this.ended = ended;
  }

  /// Why the conversation is over.
  public Ended ended() {
    return ended;
  }

  private static String describe(Ended ended) {
    return switch (ended) {
      case Ended.ByHandler _ -> "this side closed the connection";
      case Ended.ByPeer _ -> "the peer closed the connection";
      case Ended.Drained _ -> "the server drained";
      case Ended.Truncated t -> "the peer closed inside a message, after " + t.bytes() + " bytes";
      case Ended.Malformed m -> "the peer broke the framing: " + m.cause().getMessage();
      case Ended.Idle i -> "nothing came for " + i.after();
      case Ended.TooSlow(Ended.Activity during) ->
          during == Ended.Activity.SENDING
              ? "the peer did not take a message in time"
              : "the peer sent a message too slowly";
      case Ended.Lost l -> "the connection was lost: " + l.cause().getMessage();
      case Ended.Cut c -> "the server stopped while the conversation was " + c.during();
      case Ended.Evicted _ -> "a newer peer needed the place";
      case Ended.Failed f -> "the handler failed: " + f.cause();
    };
  }

  private static @org.jspecify.annotations.Nullable Throwable cause(Ended ended) {
    return switch (ended) {
      case Ended.Malformed m -> m.cause();
      case Ended.Lost l -> l.cause();
      case Ended.Failed f -> f.cause();
      default -> null;
    };
  }
}
