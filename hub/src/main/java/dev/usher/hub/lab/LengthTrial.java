package dev.usher.hub.lab;

import dev.usher.kit.Client;
import dev.usher.kit.RawStream;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamHandler;
import dev.usher.kit.Transport;
import dev.usher.kit.memory.Faults;
import dev.usher.kit.memory.MemoryNetwork;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Messages with their lengths before them over a stream, by one of two cures, and what it took.
///
/// @param acknowledged whether the sender waits after each length, or packs it before the data
record LengthTrial(boolean acknowledged) {
  static final int MESSAGES = 100;

  /// @param whole messages that came as they were sent
  /// @param waits how often the sender waited for the other side
  record Result(int whole, int waits, Duration time) {}

  /// On loopback, in real time.
  Result onLoopback() throws IOException {
    long begun = System.nanoTime();
    return between(Transport.nio(), () -> Duration.ofNanos(System.nanoTime() - begun));
  }

  /// Over a network in memory, on which everything is under way for half the round trip; in its own
  /// time.
  Result away(Duration roundTrip) throws Exception {
    MemoryNetwork network = MemoryNetwork.seeded(1);
    network.faults(Faults.none().latency(roundTrip.dividedBy(2)));
    Future<Result> result = network.start(() -> between(network, network::elapsed));
    network.advance(roundTrip.multipliedBy(2 * MESSAGES)); // more than enough
    return Loopback.done(result);
  }

  private Result between(Transport transport, Supplier<Duration> clock) throws IOException {
    StreamHandler<byte[]> counting = client -> receive(client.leaveFraming());
    try (Running server = Server.tcp(0).on(transport).start(counting);
        var client = Client.at(server.address()).on(transport).connect()) {
      return send(client.leaveFraming(), clock);
    }
  }

  private Result send(RawStream stream, Supplier<Duration> clock) throws IOException {
    DataInputStream in = new DataInputStream(stream.input());
    int waits = 0;
    for (int i = 0; i < MESSAGES; i++) {
      byte[] message = message(i);
      byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(message.length).array();
      if (acknowledged) {
        stream.output().write(length);
        in.readByte();
        waits++;
        stream.output().write(message);
      } else {
        byte[] packed = Arrays.copyOf(length, length.length + message.length);
        System.arraycopy(message, 0, packed, length.length, message.length);
        stream.output().write(packed);
      }
    }
    int whole = in.readInt(); // which says that all were received
    return new Result(whole, waits + 1, clock.get());
  }

  private void receive(RawStream stream) {
    try {
      DataInputStream in = new DataInputStream(stream.input());
      DataOutputStream out = new DataOutputStream(stream.output());
      int whole = 0;
      for (int i = 0; i < MESSAGES; i++) {
        int length = in.readInt();
        if (acknowledged) out.writeByte(1);
        if (Arrays.equals(in.readNBytes(length), message(i))) whole++;
      }
      out.writeInt(whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Each is another and of another length.
  private static byte[] message(int number) {
    byte[] message = new byte[10 + number];
    Arrays.fill(message, (byte) number);
    return message;
  }
}
