import dev.usher.kit.Client;
import dev.usher.kit.Handler;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Server;

void main() throws Exception {
  Handler<String> counter =
      peer -> {
        int seen = 0; // one for each peer: every peer has this method to itself
        for (String text : peer) peer.send(text + " is number " + ++seen);
      };
  try (var server =
          Server.udp(0)
              .framing(PacketFraming.text(100))
              .limits(limits -> limits.peers(1_000).inbox(16))
              .start(counter);
      var a = Client.udp(server.address()).framing(PacketFraming.text()).connect();
      var b = Client.udp(server.address()).framing(PacketFraming.text()).connect()) {
    a.send("a");
    IO.println(a.receive());
    b.send("b");
    IO.println(b.receive());
    a.send("a");
    IO.println(a.receive());
  }
}
