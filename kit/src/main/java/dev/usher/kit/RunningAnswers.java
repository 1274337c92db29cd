package dev.usher.kit;

import dev.usher.kit.transport.PacketPipe;
import dev.usher.kit.transport.Route;
import dev.usher.kit.transport.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/// A started server whose first socket others may send from, too.
final class RunningAnswers extends RunningServer implements Answering {
  private final PacketPipe first;
  private final int limit;

  RunningAnswers(
      List<PacketPipe> pipes,
      List<? extends Intake> intakes,
      Roster roster,
      Counters counters,
      Wire wire,
      int limit) {
    first = pipes.getFirst();
    this.limit = limit;
    super(intakes, roster, counters, wire);
  }

  @Override
  public void send(byte[] packet, SocketAddress to) throws IOException {
    Limits.outgoing(packet.length, limit);
    first.send(ByteBuffer.wrap(packet), new Route(to, null));
  }
}
