// java -cp "kit/target/*" examples/Thanks.java     (build first: ./mvnw package -DskipTests)

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.kit.Server;

/// Thanks for every datagram with the same text, and keeps nothing: try `nc -u 127.0.0.1 8010`.
void main() throws Exception {
  byte[] thanks = "thank you\n".getBytes(UTF_8);
  try (var server =
      Server.udp(8010)
          .answer(packet -> {
            // Thanks are not thanked for: two of these servers would never stop.
            if (!Arrays.equals(packet.bytes(), thanks)) packet.reply(thanks);
          })) {
    server.join();
  }
}
