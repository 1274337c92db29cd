package dev.usher.kit;

import java.time.Duration;

/// How much a server lets happen. Message sizes are limited by the framing.
///
/// @param connections stream conversations at once; further clients wait in the listener's backlog
/// @param perAddress stream conversations at once from one IP address; further ones are refused.
///   Clients of Unix sockets have none, and are not counted
/// @param peers datagram conversations at once at each address that the server listens at; a
///   newcomer over it takes the place of the peer that has been silent longest, since the sources
///   of datagrams can be forged
/// @param inbox datagrams that wait for one peer's handler; further ones are dropped, newest first
/// @param outbox bytes that may wait for one stream client before [Connection#offer] says no
public record Limits(int connections, int perAddress, int peers, int inbox, int outbox) {
  /// Checks that each is at least 1.
  public Limits {
    positive(connections, "connections");
    positive(perAddress, "perAddress");
    positive(peers, "peers");
    positive(inbox, "inbox");
    positive(outbox, "outbox");
  }

  /// The defaults, from [Defaults].
  public static Limits defaults() {
    return new Limits(
        Defaults.CONNECTIONS,
        Defaults.CONNECTIONS,
        Defaults.PEERS,
        Defaults.INBOX,
        Defaults.OUTBOX);
  }

  /// The same with another [#connections()].
  public Limits connections(int most) {
    return new Limits(most, perAddress, peers, inbox, outbox);
  }

  /// The same with another [#perAddress()].
  public Limits perAddress(int most) {
    return new Limits(connections, most, peers, inbox, outbox);
  }

  /// The same with another [#peers()].
  public Limits peers(int most) {
    return new Limits(connections, perAddress, most, inbox, outbox);
  }

  /// The same with another [#inbox()].
  public Limits inbox(int most) {
    return new Limits(connections, perAddress, peers, most, outbox);
  }

  /// The same with another [#outbox()].
  public Limits outbox(int bytes) {
    return new Limits(connections, perAddress, peers, inbox, bytes);
  }

  static int positive(int value, String what) {
    if (value < 1) throw new IllegalArgumentException(what + " must be at least 1, not " + value);
    return value;
  }

  static Duration positive(Duration value, String what) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(what + " must be more than zero, not " + value);
    }
    return value;
  }

  static void packet(int limit) {
    if (limit < 0 || limit > PacketFraming.LARGEST) {
      throw new IllegalArgumentException("a packet's limit is 0 to 65507 bytes, not " + limit);
    }
  }

  static void outgoing(int length, int limit) {
    if (length > limit) {
      throw new IllegalArgumentException(
          "the message has " + length + " bytes, over the limit of " + limit);
    }
  }
}
