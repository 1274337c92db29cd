package dev.usher.services.time;

import dev.usher.kit.Answering;
import dev.usher.kit.Datagram;
import dev.usher.kit.Server;
import dev.usher.kit.memory.MemoryNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// A network with time servers that behave as they are told, where somebody knows the true time.
final class NtpLab implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  final MemoryNetwork network;
  private final Instant start;
  private final List<Answering> servers = new ArrayList<>();

  NtpLab(MemoryNetwork network, Instant start) {
    this.network = network;
    this.start = start;
  }

  NtpLab() {
    this(MemoryNetwork.seeded(1), NOON);
  }

  /// What a server does with a request.
  @FunctionalInterface
  interface Conduct {
    /// The packets that it sends back.
    List<byte[]> answers(NtpPacket request);
  }

  /// What becomes of an honest answer before it is sent.
  @FunctionalInterface
  interface Twist {
    void to(ByteBuffer answer);
  }

  Instant truth() {
    return start.plus(network.elapsed());
  }

  /// Starts a server at port 123 of an address.
  InetSocketAddress server(String host, Conduct conduct) {
    var address = new InetSocketAddress(host, 123);
    var self = new Answering[1];
    try {
      self[0] = Server.udp(address).on(network).answer(packet -> serve(self[0], packet, conduct));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    servers.add(self[0]);
    return address;
  }

  private static void serve(Answering server, Datagram packet, Conduct conduct) throws IOException {
    NtpPacket request = NtpPacket.parse(packet.content());
    if (request == null) return;
    for (byte[] answer : conduct.answers(request)) server.send(answer, packet.peer());
  }

  /// A server that tells the truth.
  InetSocketAddress honest(String host) {
    return server(host, request -> List.of(answer(request, truth())));
  }

  /// A server that tells the truth, but for the twist.
  InetSocketAddress twisted(String host, Twist twist) {
    return server(host, request -> List.of(twisted(request, twist)));
  }

  byte[] twisted(NtpPacket request, Twist twist) {
    byte[] answer = answer(request, truth());
    twist.to(ByteBuffer.wrap(answer));
    return answer;
  }

  /// What a server of stratum 2 answers whose clock says this, and which knows it to 3 ms.
  static byte[] answer(NtpPacket request, Instant now) {
    return new NtpPacket(
            Leap.NONE,
            request.version(),
            NtpPacket.SERVER,
            2,
            6,
            -20,
            Duration.ofMillis(2),
            Duration.ofMillis(2),
            0x7f000001,
            NtpTimestamp.of(now.minusSeconds(10)),
            request.transmit(),
            NtpTimestamp.of(now),
            NtpTimestamp.of(now))
        .bytes();
  }

  /// A clock that is wrong: it is behind the truth by `offset`, and counts `rate` seconds in one.
  TimeSource clock(Duration offset, double rate) {
    return new TimeSource() {
      @Override
      public Instant now() {
        return start.minus(offset).plusNanos(nanos());
      }

      @Override
      public long nanos() {
        return Math.round(network.elapsed().toNanos() * rate);
      }
    };
  }

  /// Measures while time passes.
  ///
  /// @throws Exception what the measuring threw
  NtpMeasurement measure(NtpClient client) throws Exception {
    Future<NtpMeasurement> measuring = network.start(client.on(network)::measure);
    Duration limit = network.elapsed().plusSeconds(600);
    while (!measuring.isDone()) {
      if (network.elapsed().compareTo(limit) > 0) throw new AssertionError("it never ends");
      network.advance(Duration.ofMillis(100));
    }
    try {
      return measuring.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception failure) throw failure;
      throw e;
    }
  }

  /// What became of the only server, when a client measures while time passes.
  NtpVerdict verdict(NtpClient client) throws Exception {
    try {
      return only(measure(client).reports());
    } catch (NtpException e) {
      return only(e.reports());
    }
  }

  /// What becomes of the only server, when a client measures on this thread.
  NtpVerdict outcome(NtpClient client) throws InterruptedException {
    try {
      return only(client.measure().reports());
    } catch (NtpException e) {
      return only(e.reports());
    }
  }

  private static NtpVerdict only(List<NtpReport> reports) {
    if (reports.size() != 1) throw new AssertionError("not one server but " + reports);
    return reports.getFirst().verdict();
  }

  @Override
  public void close() {
    servers.forEach(Answering::close);
  }
}
