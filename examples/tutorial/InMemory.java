import dev.usher.kit.Client;
import dev.usher.kit.Handler;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.memory.Faults;
import dev.usher.kit.memory.MemoryNetwork;

void main() throws Exception {
  Handler<String> echo =
      client -> {
        for (String line : client) client.send(line.toUpperCase(Locale.ROOT));
      };
  var network = MemoryNetwork.seeded(42);
  network.faults(Faults.none().everyByte()); // the worst cutting there is
  try (var server =
          Server.tcp(0)
              .framing(StreamFraming.lines())
              .on(network)
              .deadlines(deadlines -> deadlines.idle(Duration.ofHours(1)))
              .start(echo);
      var client =
          Client.at(server.address()).framing(StreamFraming.lines()).on(network).connect()) {
    client.send("hello");
    IO.println(client.receive());
    network.advance(Duration.ofHours(1)); // no real hour
    IO.println(client.receive() + ", open: " + server.stats().open());
  }
}
