package dev.usher.kit;

import dev.usher.kit.transport.PacketPipe;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/// Answers datagrams on the thread that receives them, and keeps nothing.
final class AnswerLoop implements Intake {
  private final PacketPipe pipe;
  private final Roster roster;
  private final Counters counters;
  private final PacketServer<?> server;
  private final DatagramHandler handler;

  AnswerLoop(
      PacketPipe pipe,
      Roster roster,
      Counters counters,
      PacketServer<?> server,
      DatagramHandler handler) {
    this.pipe = pipe;
    this.roster = roster;
    this.counters = counters;
    this.server = server;
    this.handler = handler;
  }

  @Override
  public void run() {
    PacketLoop.receiveAll(pipe, roster, counters, this::packet);
  }

  private void packet(SocketAddress from, ByteBuffer bytes, boolean cut) {
    if (cut) {
      counters.dropped(from, Drop.TOO_LONG);
    } else if (!server.setup.admits.test(from)) {
      counters.dropped(from, Drop.NOT_ADMITTED);
    } else {
      answer(new Datagram(pipe, from, bytes, server.framing.limit()));
    }
  }

  private void answer(Datagram packet) {
    try {
      handler.handle(packet);
    } catch (Throwable failure) {
      counters.tell(new ServerEvent.Failed(packet.peer(), failure));
    }
  }

  @Override
  public SocketAddress address() {
    return pipe.address();
  }

  @Override
  public void stop() {
    pipe.close();
  }

  @Override
  public void release() {}
}
