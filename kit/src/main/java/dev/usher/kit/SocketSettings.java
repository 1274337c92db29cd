package dev.usher.kit;

/// Socket options.
///
/// @param backlog clients that may wait to be accepted; the system may cap it (Linux:
///   `net.core.somaxconn`)
/// @param reuseAddress SO_REUSEADDR: bind although old connections of this port still fade out
/// @param reusePort SO_REUSEPORT: several sockets of one port share its clients, where the system
///   can
/// @param noDelay TCP_NODELAY: small messages leave at once
/// @param keepAlive SO_KEEPALIVE: the system notices a peer that vanished
/// @param receiveBuffer SO_RCVBUF in bytes, 0 for the system's choice
/// @param sendBuffer SO_SNDBUF in bytes, 0 for the system's choice
/// @param timestamps SO_TIMESTAMPNS: the system notes when each datagram came, for [Datagram#age];
///   on `linux` only, and not of Unix sockets
public record SocketSettings(
    int backlog,
    boolean reuseAddress,
    boolean reusePort,
    boolean noDelay,
    boolean keepAlive,
    int receiveBuffer,
    int sendBuffer,
    boolean timestamps) {
  /// Checks the numbers.
  public SocketSettings {
    Limits.positive(backlog, "backlog");
    if (receiveBuffer < 0 || sendBuffer < 0) {
      throw new IllegalArgumentException("a socket buffer cannot be negative");
    }
  }

  /// The defaults: a long backlog, SO_REUSEADDR, no delay, keep-alive; the rest as the system has
  /// it.
  public static SocketSettings defaults() {
    return new SocketSettings(Defaults.BACKLOG, true, false, true, true, 0, 0, false);
  }

  /// The same with another [#backlog()].
  public SocketSettings backlog(int waiting) {
    return new SocketSettings(
        waiting,
        reuseAddress,
        reusePort,
        noDelay,
        keepAlive,
        receiveBuffer,
        sendBuffer,
        timestamps);
  }

  /// The same with another [#reuseAddress()].
  public SocketSettings reuseAddress(boolean on) {
    return new SocketSettings(
        backlog, on, reusePort, noDelay, keepAlive, receiveBuffer, sendBuffer, timestamps);
  }

  /// The same with another [#reusePort()].
  public SocketSettings reusePort(boolean on) {
    return new SocketSettings(
        backlog, reuseAddress, on, noDelay, keepAlive, receiveBuffer, sendBuffer, timestamps);
  }

  /// The same with another [#noDelay()].
  public SocketSettings noDelay(boolean on) {
    return new SocketSettings(
        backlog, reuseAddress, reusePort, on, keepAlive, receiveBuffer, sendBuffer, timestamps);
  }

  /// The same with another [#keepAlive()].
  public SocketSettings keepAlive(boolean on) {
    return new SocketSettings(
        backlog, reuseAddress, reusePort, noDelay, on, receiveBuffer, sendBuffer, timestamps);
  }

  /// The same with other buffers, in bytes; 0 for the system's choice.
  public SocketSettings buffers(int receive, int send) {
    return new SocketSettings(
        backlog, reuseAddress, reusePort, noDelay, keepAlive, receive, send, timestamps);
  }

  /// The same with another [#timestamps()].
  public SocketSettings timestamps(boolean on) {
    return new SocketSettings(
        backlog, reuseAddress, reusePort, noDelay, keepAlive, receiveBuffer, sendBuffer, on);
  }
}
