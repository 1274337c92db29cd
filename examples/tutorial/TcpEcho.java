import static java.nio.charset.StandardCharsets.UTF_8;

void main() throws Exception {
  try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
    Thread server = Thread.startVirtualThread(() -> serveOne(listener));
    try (var client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
      client.getOutputStream().write("hello".getBytes(UTF_8));
      client.shutdownOutput(); // half-close: I have said all, and still listen
      IO.println(new String(client.getInputStream().readAllBytes(), UTF_8));
    }
    server.join();
  }
}

void serveOne(ServerSocket listener) {
  try (Socket client = listener.accept()) {
    // Reads until the other side half-closes: only this tells that all has come.
    String text = new String(client.getInputStream().readAllBytes(), UTF_8);
    client.getOutputStream().write(text.toUpperCase(Locale.ROOT).getBytes(UTF_8));
  } catch (IOException e) {
    IO.println("lost a client: " + e);
  }
}
