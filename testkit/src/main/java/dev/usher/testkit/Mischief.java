package dev.usher.testkit;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A bad peer of a stream server, over plain sockets and not by the kit.
///
/// How to use it: start your server, let every mischief meet it, and then see that a good client is
/// still served and nothing has leaked:
///
/// ```java
/// try (var leaks = LeakCheck.begin();
///     var server = Server.tcp(0).framing(StreamFraming.lines()).start(handler)) {
///   for (Mischief mischief : Mischief.all()) {
///     mischief.meet(server.address(), "hello\n".getBytes(UTF_8), Duration.ofSeconds(1));
///     conversation.play(server);
///   }
///   leaks.idle(server);
/// }
/// ```
///
/// Give the server short deadlines and wait with [LeakCheck#idle] until it has let go of them all.
public sealed interface Mischief {
  /// Meets a server once.
  ///
  /// @param server a TCP or Unix address
  /// @param sample the bytes of a good request, for those who begin well
  /// @param patience the longest that it may take altogether
  /// @throws IOException when it cannot even connect
  default Seen meet(SocketAddress server, byte[] sample, Duration patience) throws IOException {
    try (Rogue rogue = Rogue.connect(server, patience)) {
      switch (this) {
        case Stall(int after) -> {
          rogue.send(upTo(after, sample));
          rogue.listen();
        }
        case CloseAfter(int bytes) -> {
          rogue.send(upTo(bytes, sample));
          rogue.leave();
        }
        case Trickle(Duration between) -> {
          for (int i = 0; i < sample.length; i++) {
            if (!rogue.send(ByteBuffer.wrap(sample, i, 1))) break;
            rogue.listen(between);
          }
          rogue.leave();
        }
        case Garbage(long seed, int size) -> {
          rogue.send(garbage(seed, size));
          rogue.halfClose();
          rogue.listen();
        }
        case Reset(int after) -> {
          rogue.send(upTo(after, sample));
          rogue.slamTheDoor();
        }
        case HalfClose(int after) -> {
          rogue.send(upTo(after, sample));
          rogue.halfClose();
          rogue.listen();
        }
        case Oversize(Head head, long bytes) -> {
          rogue.send(head.bytes());
          byte[] filler = new byte[16 * 1024];
          Arrays.fill(filler, (byte) 'x');
          for (long left = bytes; left > 0; left -= filler.length) {
            int count = (int) Math.min(left, filler.length);
            if (!rogue.send(ByteBuffer.wrap(filler, 0, count))) break;
          }
          rogue.listen();
        }
      }
      return rogue.seen();
    }
  }

  /// Sends part of a request and then nothing, until it is thrown out or out of patience.
  ///
  /// @param after how many bytes of the sample it sends
  record Stall(int after) implements Mischief {}

  /// Leaves in the middle.
  ///
  /// @param bytes how many bytes of the sample it sends
  record CloseAfter(int bytes) implements Mischief {}

  /// Sends a byte at a time, with pauses.
  ///
  /// @param between how long each pause is
  record Trickle(Duration between) implements Mischief {}

  /// Sends random bytes, the same for the same seed, and ends its side.
  record Garbage(long seed, int size) implements Mischief {}

  /// Resets the connection in the middle (SO_LINGER 0). A Unix socket knows no reset unless there
  /// is unread input; there it just goes.
  ///
  /// @param after how many bytes of the sample it sends
  record Reset(int after) implements Mischief {}

  /// Ends its side in the middle and listens on.
  ///
  /// @param after how many bytes of the sample it sends
  record HalfClose(int after) implements Mischief {}

  /// Sends a message far over any limit.
  ///
  /// @param head how it begins
  /// @param bytes how much follows, unless it is thrown out sooner
  record Oversize(Head head, long bytes) implements Mischief {}

  /// The beginning of a message that is too long.
  enum Head {
    /// A line that never ends.
    LINE,
    /// A length of 2,147,483,647, in four bytes.
    LARGEST_INT,
    /// A length of 4,294,967,295 in four bytes, which is -1 to the careless.
    ALL_ONES,
    /// A length of 2,147,483,648 in four bytes, which is negative to the careless.
    SIGN_BIT;

    private ByteBuffer bytes() {
      return switch (this) {
        case LINE -> ByteBuffer.allocate(0);
        case LARGEST_INT -> ByteBuffer.allocate(4).putInt(0x7FFF_FFFF).flip();
        case ALL_ONES -> ByteBuffer.allocate(4).putInt(0xFFFF_FFFF).flip();
        case SIGN_BIT -> ByteBuffer.allocate(4).putInt(0x8000_0000).flip();
      };
    }
  }

  /// One or more of every kind: with nothing sent, with 1 byte and with 3, with 64 kB of garbage,
  /// with 4 MB after each [Head].
  static List<Mischief> all() {
    return List.of(
        new Stall(0),
        new Stall(3),
        new CloseAfter(0),
        new CloseAfter(1),
        new CloseAfter(3),
        new CloseAfter(Integer.MAX_VALUE),
        new Trickle(Duration.ofMillis(20)),
        new Garbage(1, 1),
        new Garbage(2, 65_536),
        new Reset(0),
        new Reset(3),
        new Reset(Integer.MAX_VALUE),
        new HalfClose(0),
        new HalfClose(3),
        new HalfClose(Integer.MAX_VALUE),
        new Oversize(Head.LINE, 4 << 20),
        new Oversize(Head.LARGEST_INT, 4 << 20),
        new Oversize(Head.ALL_ONES, 4 << 20),
        new Oversize(Head.SIGN_BIT, 4 << 20));
  }

  private static ByteBuffer upTo(int count, byte[] sample) {
    return ByteBuffer.wrap(sample, 0, Math.min(count, sample.length));
  }

  private static ByteBuffer garbage(long seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }
}
