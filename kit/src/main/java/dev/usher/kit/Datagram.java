package dev.usher.kit;

import dev.usher.kit.transport.Arrival;
import dev.usher.kit.transport.PacketPipe;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/// One packet that has come to a [DatagramHandler], and the chance to reply to it once.
public final class Datagram {
  private final PacketPipe pipe;
  private final Arrival arrival;
  private final ByteBuffer content;
  private final int limit;
  private boolean replied;

  Datagram(PacketPipe pipe, Arrival arrival, int limit) {
    this.pipe = pipe;
    this.arrival = arrival;
    content = arrival.bytes().asReadOnlyBuffer();
    this.limit = limit;
  }

  /// Who sent it: for a Unix socket without a name, an address with an empty path. Remember that
  /// the source of a datagram can be forged.
  public SocketAddress peer() {
    return arrival.route().peer();
  }

  /// Where it came to; if it was sent to many at once, the address of this machine that answers.
  public SocketAddress local() {
    return PacketConversation.local(arrival.route(), pipe);
  }

  /// How long it has waited, in nanoseconds: since the system received it, where the transport can
  /// tell, else 0. For protocols that tell the time.
  public long age() {
    return arrival.age();
  }

  /// Its bytes, from position to limit, read-only; valid until the handler returns.
  public ByteBuffer content() {
    return content;
  }

  /// A copy of its bytes.
  public byte[] bytes() {
    return copy(content).array();
  }

  private static ByteBuffer copy(ByteBuffer original) {
    return ByteBuffer.allocate(original.remaining()).put(original.duplicate()).flip();
  }

  /// Sends one packet back.
  ///
  /// @throws IOException when it cannot leave; always, when it came from a Unix socket without a
  ///   name
  /// @throws IllegalStateException at the second reply: one packet in, at most one out
  /// @throws IllegalArgumentException when it is over the limit
  public void reply(byte[] packet) throws IOException {
    reply(ByteBuffer.wrap(packet));
  }

  /// Sends the bytes from position to limit back, by the rules of [#reply].
  ///
  /// `packet.reply(packet.content())` is an echo.
  public void reply(ByteBuffer packet) throws IOException {
    if (replied) throw new IllegalStateException("a packet has one reply");
    Limits.outgoing(packet.remaining(), limit);
    ByteBuffer sendable = packet.hasArray() ? packet : copy(packet);
    replied = true;
    pipe.send(sendable, arrival.route());
  }
}
