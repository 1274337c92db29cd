import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.Handler;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;

sealed interface Request {
  record Add(int number) implements Request {}

  record Total() implements Request {}

  record Nonsense() implements Request {}

  static Request parse(String line) {
    if (line.equals("total")) return new Total();
    return line.matches("add \\d{1,6}")
        ? new Add(Integer.parseInt(line.substring(4)))
        : new Nonsense();
  }
}

/// The service: it knows no socket, only a conversation.
static void converse(Connection<String> client) {
  long total = 0;
  for (String line : client) {
    switch (Request.parse(line)) {
      case Request.Add(int number) -> total += number;
      case Request.Total() -> client.send("" + total);
      case Request.Nonsense() -> client.send("?");
    }
  }
}

void main() throws Exception {
  Handler<String> service = client -> converse(client);
  try (var server = Server.tcp(0).framing(StreamFraming.lines(80)).start(service);
      var client = Client.at(server.address()).framing(StreamFraming.lines()).connect()) {
    for (String line : List.of("add 40", "add 2", "total", "divide")) client.send(line);
    IO.println(client.receive());
    IO.println(client.receive());
  }
}
