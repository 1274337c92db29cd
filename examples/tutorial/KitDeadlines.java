import dev.usher.kit.Client;
import dev.usher.kit.Handler;
import dev.usher.kit.Server;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.ServerEvents;
import dev.usher.kit.StreamFraming;

void main() throws Exception {
  Handler<String> echo =
      client -> {
        for (String line : client) client.send(line);
      };
  var endings = new LinkedBlockingQueue<String>();
  ServerEvents events =
      event -> {
        if (event instanceof ServerEvent.Closed closed) endings.add("" + closed.why());
      };
  try (var server =
          Server.tcp(0)
              .framing(StreamFraming.lines(10))
              .limits(limits -> limits.connections(100))
              .deadlines(deadlines -> deadlines.idle(Duration.ofSeconds(2)))
              .events(events)
              .start(echo);
      var silent = Client.at(server.address()).connect()) {
    IO.println(endings.take());
    try (var polite = Client.at(server.address()).connect()) {
      polite.endSending();
      IO.println(endings.take());
    }
  }
}
