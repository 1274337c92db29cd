package dev.usher.kit.transport;

import java.net.SocketException;

/// A datagram did not leave, because its receiver has no room for it just now. Only between sockets
/// of one machine can the sender know.
public final class NoRoomException extends SocketException {
  private static final long serialVersionUID = 1;

  /// One that says so.
  public NoRoomException() {
    super("The receiver has no room for more just now");
  }
}
