package dev.usher.bench;

import dev.usher.kit.Connection;
import dev.usher.kit.Handler;
import dev.usher.kit.PacketServer;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.StreamServer;
import dev.usher.kit.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/// The kit's echo on a transport: `chunks`, `prefixed`, or over UDP `answer` and `peers`; `lines`
/// in upper case; or `ntp`, an `answer` that tells the time.
final class KitEcho {
  private static final int MANY = 100_000; // connections: the bench keeps 50,000 idle ones and more

  private KitEcho() {}

  public static void main(String[] args) throws IOException {
    Transport transport = args[0].equals("linux") ? Transport.linux() : Transport.nio();
    Control.listening(start(args[1], transport));
  }

  private static Running start(String kind, Transport transport) throws IOException {
    return switch (kind) {
      case "lines" -> tcp(transport).framing(StreamFraming.lines()).start(KitEcho::shout);
      case "chunks" -> tcp(transport).start(echo());
      case "prefixed" ->
          tcp(transport)
              .framing(StreamFraming.lengthPrefixed(4, ByteOrder.BIG_ENDIAN, 64 * 1024))
              .start(echo());
      case "answer" -> udp(transport).answer(packet -> packet.reply(packet.bytes()));
      case "ntp" ->
          udp(transport)
              .answer(packet -> {
                ByteBuffer bytes = ByteBuffer.wrap(packet.bytes());
                NtpAnswers.turn(bytes);
                packet.reply(bytes);
              });
      case "peers" -> udp(transport).start(echo());
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static StreamServer<byte[]> tcp(Transport transport) {
    return Server.tcp(0).on(transport).limits(l -> l.connections(MANY).perAddress(MANY));
  }

  private static PacketServer<byte[]> udp(Transport transport) {
    return Server.udp(0).on(transport).sockets(s -> s.buffers(PlainUdp.ROOM, 0));
  }

  private static <M> Handler<M> echo() {
    return KitEcho::converse;
  }

  private static <M> void converse(Connection<M> client) {
    for (M message : client) client.send(message);
  }

  private static void shout(Connection<String> client) {
    for (String line : client) client.send(line.toUpperCase(Locale.ROOT));
  }
}
