package dev.usher.kit.linux;

import dev.usher.kit.transport.NoRoomException;
import java.io.IOException;
import java.net.BindException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.nio.channels.AsynchronousCloseException;

/// Linux's error numbers, as the exceptions that the JDK's sockets throw for them.
final class Errno {
  static final int EPERM = 1;
  private static final int ENOENT = 2;
  static final int EINTR = 4;
  static final int EBADF = 9;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  private static final int EMFILE = 24;
  static final int EPIPE = 32;
  private static final int EMSGSIZE = 90;
  private static final int EPROTOTYPE = 91;
  private static final int EADDRINUSE = 98;
  private static final int EADDRNOTAVAIL = 99;
  private static final int ENETUNREACH = 101;
  private static final int ECONNRESET = 104;
  private static final int ENOBUFS = 105;
  static final int ENOTCONN = 107;
  static final int ECONNREFUSED = 111;
  private static final int EHOSTUNREACH = 113;

  private Errno() {}

  /// @param error what a call returned: an error number, negated
  static IOException exception(int error, String doing) {
    return switch (-error) {
      case ENOENT -> new PortUnreachableException("No such file or directory");
      case EBADF -> new AsynchronousCloseException();
      case EAGAIN -> new NoRoomException();
      case EACCES -> new BindException("Permission denied");
      case EADDRINUSE -> new BindException("Address already in use");
      case EADDRNOTAVAIL -> new BindException("Cannot assign requested address");
      case ECONNREFUSED -> new PortUnreachableException("nobody receives there");
      case EMFILE -> new SocketException("Too many open files");
      case EPIPE -> new SocketException("Broken pipe");
      case ECONNRESET -> new SocketException("Connection reset");
      case EMSGSIZE -> new SocketException("Message too long");
      case EPROTOTYPE -> new SocketException("Protocol wrong type for socket");
      case ENETUNREACH -> new SocketException("Network is unreachable");
      case EHOSTUNREACH -> new SocketException("No route to host");
      case ENOBUFS -> new SocketException("No buffer space available");
      default -> new SocketException(doing + " failed with error number " + -error);
    };
  }

  /// The result, unless it is an error.
  static int check(int result, String doing) throws IOException {
    if (result < 0) throw exception(result, doing);
    return result;
  }
}
