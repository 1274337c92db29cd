// java -cp "kit/target/*" examples/Echo.java     (build first: ./mvnw package -DskipTests)
import dev.usher.kit.Handler;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;

void main() throws Exception {
  Handler<String> echo =
      client -> {
        for (String line : client) client.send(line.toUpperCase(Locale.ROOT));
      };
  try (var tcp = Server.tcp(8009).framing(StreamFraming.lines()).start(echo);
      var udp = Server.udp(8009).framing(PacketFraming.text()).start(echo)) {
    tcp.join();
  }
}
