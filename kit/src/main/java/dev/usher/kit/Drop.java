package dev.usher.kit;

/// Why a datagram never became a message, or never left.
public enum Drop {
  /// It was longer than the framing's limit.
  TOO_LONG,
  /// The framing could not read it.
  MALFORMED,
  /// Its peer's inbox was full: the handler is slower than the peer.
  INBOX_FULL,
  /// Its conversation ended before it was received.
  UNREAD,
  /// It came from a peer that [Server#admit] does not want.
  NOT_ADMITTED,
  /// Its source sends more than [PacketServer#throttle] lets through.
  OVER_RATE,
  /// The server drains and listens to nobody new.
  DRAINING,
  /// There was no place for another peer, and nobody silent to evict.
  NO_PLACE,
  /// It came from a Unix socket without a name, so that nobody could tell its sender from others,
  /// or answer: no peer for a conversation.
  UNNAMED,
  /// It was for a Unix socket that had no room for more just then, or was gone already. A UDP
  /// socket is never told.
  UNDELIVERED
}
