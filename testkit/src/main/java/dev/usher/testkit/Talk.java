package dev.usher.testkit;

import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.Deadlines;
import dev.usher.kit.EndedException;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.Transport;
import java.io.ByteArrayOutputStream;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A client that plays a [Transcript]. It counts real time, whatever the transport's clock does.
final class Talk implements AutoCloseable {
  private static final int SHOWN = 200; // bytes of an unexpected line

  /// For what is no line: to connect, and to close.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Connection<byte[]> connection;
  private final boolean datagrams;
  private final Duration patience;
  private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private byte[] part = {};
  private int taken; // of part
  private boolean closed;

  private Talk(Connection<byte[]> connection, boolean datagrams, Duration patience) {
    this.connection = connection;
    this.datagrams = datagrams;
    this.patience = patience;
    Thread.ofVirtual().name("transcript of " + connection.peer()).start(this::listen);
  }

  /// A line that does not hold.
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    private final String what;

    Wrong(String what, @Nullable Throwable cause) {
      super(what, cause);
      this.what = what;
    }

    String what() {
      return what;
    }
  }

  /// What came: bytes, or the end.
  private static final class Heard {
    final byte @Nullable [] bytes;
    final @Nullable EndedException broken;

    Heard(byte @Nullable [] bytes, @Nullable EndedException broken) {
      this.bytes = bytes;
      this.broken = broken;
    }
  }

  static Talk with(SocketAddress server, Transport transport, boolean datagrams, Duration patience)
      throws Wrong {
    Callable<Connection<byte[]>> connecting =
        datagrams
            ? () -> Client.udp(server).on(transport).deadlines(Talk::none).connect()
            : () -> Client.at(server).on(transport).deadlines(Talk::none).connect();
    return new Talk(inTime(connecting, PATIENCE, "connecting"), datagrams, patience);
  }

  private static Deadlines none(Deadlines defaults) {
    return defaults.idle(Deadlines.NEVER).write(Deadlines.NEVER);
  }

  private void listen() {
    @Nullable EndedException broken = null;
    try {
      for (byte[] bytes : connection) heard.add(new Heard(bytes, null));
    } catch (EndedException e) {
      broken = e;
    }
    heard.add(new Heard(null, broken));
  }

  void say(byte[] bytes) throws Wrong {
    inTime(
        () -> {
          connection.send(bytes);
          return true;
        },
        patience,
        "sending");
  }

  void halfClose() throws Wrong {
    if (!(connection instanceof StreamConnection<byte[]> stream)) {
      throw new IllegalArgumentException("a datagram client has no half to close");
    }
    inTime(
        () -> {
          stream.endSending();
          return true;
        },
        patience,
        "closing its half");
  }

  void hear(byte[] expected) throws Wrong {
    if (datagrams) {
      byte[] packet = next();
      if (!Arrays.equals(packet, expected)) throw new Wrong("got: " + shown(packet), null);
      return;
    }
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    for (byte wanted : expected) {
      int b = nextByte(got);
      got.write(b);
      if (b != (wanted & 0xff)) {
        finishLine(got, b);
        throw new Wrong("got: " + shown(got.toByteArray()), null);
      }
    }
  }

  void end() throws Wrong {
    if (datagrams) throw new IllegalArgumentException("a datagram server has no end to send");
    if (taken < part.length) throw new Wrong("got: " + shown(rest()), null);
    Heard last = poll();
    if (last == null) throw new Wrong("it did not end within " + patience, null);
    if (last.bytes != null) throw new Wrong("got: " + shown(last.bytes), null);
    if (last.broken != null) throw new Wrong("it broke: " + last.broken.getMessage(), last.broken);
  }

  private int nextByte(ByteArrayOutputStream before) throws Wrong {
    if (taken == part.length) {
      taken = 0;
      part = new byte[0];
      try {
        part = next();
      } catch (Wrong e) {
        if (before.size() == 0) throw e;
        throw new Wrong("got: " + shown(before.toByteArray()) + " and then " + e.what(), e);
      }
    }
    return part[taken++] & 0xff;
  }

  private byte[] next() throws Wrong {
    Heard next = poll();
    if (next == null) throw new Wrong("nothing came within " + patience, null);
    if (next.bytes != null) return next.bytes;
    if (next.broken == null) throw new Wrong("the server ended", null);
    throw new Wrong("it broke: " + next.broken.getMessage(), next.broken);
  }

  private @Nullable Heard poll() throws Wrong {
    try {
      return heard.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Wrong("the test was interrupted", e);
    }
  }

  /// Adds what is already here of a line that went wrong, so that the message shows it whole.
  private void finishLine(ByteArrayOutputStream got, int last) {
    int b = last;
    while (b != '\n' && got.size() < SHOWN) {
      if (taken == part.length) {
        Heard more = heard.poll();
        if (more == null || more.bytes == null) return;
        part = more.bytes;
        taken = 0;
      }
      b = part[taken++] & 0xff;
      got.write(b);
    }
  }

  private byte[] rest() {
    return Arrays.copyOfRange(part, taken, part.length);
  }

  private static String shown(byte[] bytes) {
    if (bytes.length == 0) return "(empty)";
    String text = Escapes.toText(Arrays.copyOf(bytes, Math.min(bytes.length, SHOWN)));
    return bytes.length > SHOWN ? text + "… (" + bytes.length + " bytes)" : text;
  }

  private static <T> T inTime(Callable<T> action, Duration atMost, String what) throws Wrong {
    FutureTask<T> task = new FutureTask<>(action);
    Thread.startVirtualThread(task);
    try {
      return task.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new Wrong(what + " failed: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new Wrong(what + " took longer than " + atMost, e);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new Wrong("the test was interrupted while " + what, e);
    }
  }

  @Override
  public void close() throws Wrong {
    if (closed) return;
    closed = true;
    inTime(
        () -> {
          connection.close();
          return true;
        },
        PATIENCE,
        "closing");
  }
}
