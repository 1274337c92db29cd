import dev.usher.kit.Client;
import dev.usher.kit.Handler;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;

void main() throws Exception {
  Handler<String> echo =
      client -> {
        for (String line : client) client.send(line.toUpperCase(Locale.ROOT));
      };
  try (var tcp = Server.tcp(0).framing(StreamFraming.lines()).start(echo);
      var udp = Server.udp(0).framing(PacketFraming.text()).start(echo);
      var a = Client.at(tcp.address()).framing(StreamFraming.lines()).connect();
      var b = Client.udp(udp.address()).framing(PacketFraming.text()).connect()) {
    a.send("over tcp");
    b.send("over udp");
    IO.println(a.receive());
    IO.println(b.receive());
  }
}
