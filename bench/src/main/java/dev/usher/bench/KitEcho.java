package dev.usher.bench;

import dev.usher.kit.Connection;
import dev.usher.kit.Handler;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.StreamServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The kit's echo: `lines`, `chunks`, `prefixed`, or over UDP `answer` and `peers`; or `ntp`, an
/// `answer` that tells the time.
final class KitEcho {
  private static final int MANY = 20_000; // connections: the bench keeps 10,000 idle ones and more

  private KitEcho() {}

  public static void main(String[] args) throws IOException {
    Control.listening(start(args[0]));
  }

  private static Running start(String kind) throws IOException {
    return switch (kind) {
      case "lines" -> tcp().framing(StreamFraming.lines()).start(echo());
      case "chunks" -> tcp().start(echo());
      case "prefixed" ->
          tcp()
              .framing(StreamFraming.lengthPrefixed(4, ByteOrder.BIG_ENDIAN, 64 * 1024))
              .start(echo());
      case "answer" -> Server.udp(0).answer(packet -> packet.reply(packet.bytes()));
      case "ntp" ->
          Server.udp(0)
              .answer(packet -> {
                ByteBuffer bytes = ByteBuffer.wrap(packet.bytes());
                NtpAnswers.turn(bytes);
                packet.reply(bytes);
              });
      case "peers" -> Server.udp(0).start(echo());
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static StreamServer<byte[]> tcp() {
    return Server.tcp(0).limits(l -> l.connections(MANY).perAddress(MANY));
  }

  private static <M> Handler<M> echo() {
    return KitEcho::converse;
  }

  private static <M> void converse(Connection<M> client) {
    for (M message : client) client.send(message);
  }
}
