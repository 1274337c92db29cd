package dev.usher.services.time;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.usher.services.Address;
import dev.usher.services.Option;
import java.nio.ByteBuffer;
import java.time.ZonedDateTime;
import java.util.List;

/// The two oldest protocols of the Internet for the time: whoever comes is told, and need not ask.
enum Telling {
  /// RFC 867: a line for people, such as `Sat Nov 21 07:12:18 2026`.
  DAYTIME("time.daytime", 7013) {
    private static final Strftime LINE = Strftime.of("%a %b %e %H:%M:%S %Y\r\n");

    @Override
    byte[] tell(ZonedDateTime time) {
      return LINE.format(time).getBytes(US_ASCII);
    }

    @Override
    List<Option<?>> options() {
      return List.of(Zones.ZONE);
    }

    @Override
    String tryIt(Address at) {
      return netcat(at);
    }
  },
  /// RFC 868: the seconds since 1900 in 32 bits, which wrap in 2036, in network order.
  TIME("time.time", 7037) {
    @Override
    byte[] tell(ZonedDateTime time) {
      int seconds = (int) (NtpTimestamp.of(time.toInstant()).bits() >>> Integer.SIZE);
      return ByteBuffer.allocate(Integer.BYTES).putInt(seconds).array();
    }

    @Override
    List<Option<?>> options() {
      return List.of();
    }

    @Override
    String tryIt(Address at) {
      return switch (at.scheme()) {
        case TCP -> "rdate -p -o " + at.port() + " " + at.host();
        case UDP -> "rdate -u -p -o " + at.port() + " " + at.host();
        case UNIX -> netcat(at) + " | od -An -tu4 --endian=big";
      };
    }
  };

  private final String door;
  private final int port;

  Telling(String door, int port) {
    this.door = door;
    this.port = port;
  }

  String door() {
    return door;
  }

  int port() {
    return port;
  }

  /// All that is ever sent.
  abstract byte[] tell(ZonedDateTime time);

  /// Those of its own.
  abstract List<Option<?>> options();

  abstract String tryIt(Address at);

  private static String netcat(Address at) {
    return switch (at.scheme()) {
      case TCP -> "nc -d " + at.host() + " " + at.port();
      case UDP -> "echo | nc -u -W 1 " + at.host() + " " + at.port();
      case UNIX -> "nc -d -U " + at.host();
    };
  }
}
