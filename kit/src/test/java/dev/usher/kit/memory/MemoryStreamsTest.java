package dev.usher.kit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.SocketSettings;
import dev.usher.kit.transport.StreamListener;
import dev.usher.kit.transport.StreamPipe;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a stream does as TCP does it.
class MemoryStreamsTest {
  private final MemoryWire network = new MemoryWire(1);
  private StreamListener listener;
  private StreamPipe client;
  private StreamPipe server;

  @BeforeEach
  void connect() throws Exception {
    var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    listener = network.listen(any, SocketSettings.defaults());
    client = network.connect(listener.address(), SocketSettings.defaults(), Duration.ofSeconds(1));
    server = listener.accept();
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
    listener.close();
  }

  private static void write(StreamPipe to, String text) throws IOException {
    to.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /// What one read gives, or null at the end.
  private static String read(StreamPipe from) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(100);
    int count = from.read(() -> into);
    return count < 0 ? null : new String(into.array(), 0, count, StandardCharsets.US_ASCII);
  }

  private Throwable failure(Future<?> future) throws Exception {
    network.settle();
    assertThat(future.isDone()).isTrue();
    try {
      future.get();
    } catch (ExecutionException e) {
      return e.getCause();
    }
    throw new AssertionError("it did not fail");
  }

  @Test
  void eachEndKnowsTheOther() {
    assertThat(client.peer()).isEqualTo(listener.address()).isEqualTo(server.local());
    assertThat(server.peer()).isEqualTo(client.local()).isNotEqualTo(server.local());
  }

  @Test
  void bytesComeOutAsTheyWentIn() throws Exception {
    write(client, "one");
    write(client, "two");
    assertThat(read(server)).isEqualTo("onetwo");
  }

  @Test
  void aHalfCloseLeavesTheOtherHalf() throws Exception {
    write(client, "all");
    client.endOutput();
    assertThat(read(server)).isEqualTo("all");
    assertThat(read(server)).isNull();
    assertThat(read(server)).isNull();
    write(server, "answer");
    assertThat(read(client)).isEqualTo("answer");
    assertThatThrownBy(() -> write(client, "more")).isInstanceOf(SocketException.class);
  }

  @Test
  void aWriterWaitsWhenTheReaderTakesNothing() throws Exception {
    Future<Void> writing =
        network.start(() -> {
          client.write(ByteBuffer.allocate(Flow.ROOM + 1));
          return null;
        });
    network.settle();
    assertThat(writing.isDone()).isFalse();
    assertThat(read(server)).hasSize(100);
    network.settle();
    assertThat(writing.isDone()).isTrue();
  }

  @Test
  void closingIsTheEndForThePeerAndItsWritesFail() throws Exception {
    write(client, "last");
    client.close();
    assertThat(read(server)).isEqualTo("last");
    assertThat(read(server)).isNull();
    assertThatThrownBy(() -> write(server, "too late")).isInstanceOf(SocketException.class);
  }

  @Test
  void closingOverUnreadInputIsAResetAfterWhatHadArrived() throws Exception {
    write(server, "last words");
    write(client, "unread");
    server.close();
    assertThat(read(client)).isEqualTo("last words");
    assertThatThrownBy(() -> read(client)).hasMessage("connection reset");
    assertThatThrownBy(() -> write(client, "x")).isInstanceOf(SocketException.class);
  }

  @Test
  void aResetAfterSoManyBytesIsSeenAtBothEnds() throws Exception {
    network.faults(link -> link.startsWith("client") ? Faults.none().resetAfter(5) : Faults.none());
    write(server, "hello");
    assertThatThrownBy(() -> write(client, "1234567")).hasMessage("connection reset");
    assertThat(read(server)).isEqualTo("12345");
    assertThatThrownBy(() -> read(server)).hasMessage("connection reset");
    assertThatThrownBy(() -> write(server, "x")).hasMessage("connection reset");
    assertThat(read(client)).isEqualTo("hello");
    assertThatThrownBy(() -> read(client)).hasMessage("connection reset");
  }

  @Test
  void aStalledLinkHidesEvenTheEnd() throws Exception {
    network.faults(link -> link.startsWith("client") ? Faults.none().stallAfter(2) : Faults.none());
    write(client, "1234");
    client.close();
    assertThat(read(server)).isEqualTo("12");
    Future<String> reading = network.start(() -> read(server));
    network.advance(Duration.ofDays(1));
    assertThat(reading.isDone()).isFalse();
    network.faults(Faults.none());
    assertThat(reading.get()).isEqualTo("34");
    assertThat(read(server)).isNull();
  }

  @Test
  void whatIsUnderWayArrivesInOrderAndItsEndLast() throws Exception {
    network.faults(Faults.none().latency(Duration.ofMillis(10)));
    write(client, "one");
    network.advance(Duration.ofMillis(5));
    write(client, "two");
    client.close();
    Future<String> first = network.start(() -> read(server));
    network.advance(Duration.ofMillis(4));
    assertThat(first.isDone()).isFalse();
    network.advance(Duration.ofMillis(1));
    assertThat(first.get()).isEqualTo("one");
    network.advance(Duration.ofMillis(5));
    assertThat(read(server)).isEqualTo("two");
    assertThat(read(server)).isNull();
  }

  @Test
  void aWokenReaderMayReadOnAndLosesNothing() throws Exception {
    Future<String> reading = network.start(() -> read(server));
    network.settle();
    server.wakeReader();
    assertThat(reading.get()).isNull();
    write(client, "still there");
    assertThat(read(server)).isEqualTo("still there");
    write(server, "writing goes on");
    assertThat(read(client)).isEqualTo("writing goes on");
  }

  @Test
  void wakingBeforeTheReadCountsAndWithBytesThereItDoesNot() throws Exception {
    server.wakeReader();
    assertThat(read(server)).isNull();
    write(client, "bytes");
    assertThat(server.hasBytes()).isTrue();
    server.wakeReader();
    assertThat(read(server)).isEqualTo("bytes");
    assertThat(server.hasBytes()).isFalse();
  }

  @Test
  void closingWakesOnesOwnReaderAndWriter() throws Exception {
    Future<String> reading = network.start(() -> read(server));
    Future<Void> writing =
        network.start(() -> {
          server.write(ByteBuffer.allocate(2 * Flow.ROOM));
          return null;
        });
    network.settle();
    server.close();
    assertThat(failure(reading)).isInstanceOf(AsynchronousCloseException.class);
    assertThat(failure(writing)).isInstanceOf(AsynchronousCloseException.class);
  }

  @Test
  void anInterruptedReaderOrWriterFails() throws Exception {
    Thread[] threads = new Thread[2];
    Future<Boolean> reading =
        network.start(() -> {
          threads[0] = Thread.currentThread();
          assertThatThrownBy(() -> read(server)).isInstanceOf(InterruptedIOException.class);
          return Thread.interrupted();
        });
    Future<Boolean> writing =
        network.start(() -> {
          threads[1] = Thread.currentThread();
          assertThatThrownBy(() -> server.write(ByteBuffer.allocate(2 * Flow.ROOM)))
              .isInstanceOf(InterruptedIOException.class);
          return Thread.interrupted();
        });
    network.settle();
    for (Thread thread : threads) thread.interrupt();
    assertThat(reading.get()).as("still interrupted").isTrue();
    assertThat(writing.get()).as("still interrupted").isTrue();
  }
}
