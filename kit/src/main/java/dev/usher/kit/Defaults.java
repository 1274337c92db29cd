package dev.usher.kit;

import java.net.InetAddress;
import java.time.Duration;

/// Every default of the kit, in one place.
public final class Defaults {
  private Defaults() {}

  /// Where a server listens when only a port is named: this machine's loopback address, and nowhere
  /// else. Name `::` to be reached from outside, over IPv6 and IPv4.
  public static InetAddress bindAddress() {
    return InetAddress.getLoopbackAddress();
  }

  /// Clients that may wait to be accepted (the JDK's own default is 50).
  public static final int BACKLOG = 4_096;

  /// Stream conversations at once.
  public static final int CONNECTIONS = 10_000;

  /// Datagram conversations at once.
  public static final int PEERS = 10_000;

  /// Datagrams that wait for one peer's handler.
  public static final int INBOX = 64;

  /// Bytes that may wait for one stream client before an offer is declined.
  public static final int OUTBOX = 256 * 1024;

  /// Silence after which a stream conversation ends.
  public static final Duration IDLE = Duration.ofMinutes(10);

  /// Silence after which a datagram peer is forgotten.
  public static final Duration PEER_IDLE = Duration.ofMinutes(1);

  /// How long a peer may take to accept what is sent.
  public static final Duration WRITE = Duration.ofSeconds(30);

  /// Time that every message has to arrive, once begun.
  public static final Duration PACE_GRACE = Duration.ofSeconds(10);

  /// Bytes a second that buy a message further time.
  public static final int PACE_RATE = 1_024;

  /// How long a closing conversation waits for its peer to close too.
  public static final Duration LINGER = Duration.ofSeconds(2);

  /// How many bytes it throws away meanwhile: whoever sends more does not wait for our last answer.
  public static final int LINGER_BYTES = 1024 * 1024;

  /// How long a client waits to be connected.
  public static final Duration CONNECT = Duration.ofSeconds(10);

  /// Bytes that a stream conversation first takes for reading. It grows as messages do; of what it
  /// has grown to, at most 8 KiB for reading and 4 KiB for writing are kept. On the transport
  /// `linux` nothing is kept by who waits.
  public static final int READ_BUFFER = 512;

  /// Bytes that a stream conversation asks for at once when they come fast.
  public static final int READ_AHEAD = 8 * 1024;

  /// Bytes that a stream conversation first takes for writing.
  public static final int WRITE_BUFFER = 256;

  /// Bytes of answers to pipelined messages that are gathered before they leave.
  public static final int FLUSH_AT = 16 * 1024;

  /// How long a closed server waits for handlers that it has cut and interrupted.
  public static final Duration ABANDON = Duration.ofSeconds(5);
}
