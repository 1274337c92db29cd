import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.kit.Client;
import dev.usher.kit.Handler;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;

void main() throws Exception {
  var framing = StreamFraming.lengthPrefixed(4, ByteOrder.BIG_ENDIAN, 1_024);
  Handler<byte[]> sizes =
      client -> {
        for (byte[] message : client) client.send(("" + message.length).getBytes(UTF_8));
      };
  try (var server = Server.tcp(0).framing(framing).start(sizes);
      var client = Client.at(server.address()).framing(framing).connect()) {
    for (int size : List.of(3, 0, 1_024)) {
      client.send(new byte[size]);
      IO.println("counted " + new String(client.receive(), UTF_8));
    }
    try {
      client.send(new byte[1_025]);
    } catch (IllegalArgumentException refused) {
      IO.println("refused: " + refused.getMessage());
    }
  }
}
