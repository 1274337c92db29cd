void main() throws Exception {
  try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
    Thread.startVirtualThread(() -> acceptAll(listener));
    try (var silent = new Socket(listener.getInetAddress(), listener.getLocalPort());
        var lively = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
      // The first client says nothing, yet the second is served at once.
      lively.getOutputStream().write('a');
      IO.println("lively got " + (char) lively.getInputStream().read());
      silent.getOutputStream().write('b');
      IO.println("silent got " + (char) silent.getInputStream().read());
    }
  }
}

void acceptAll(ServerSocket listener) {
  try {
    while (true) {
      Socket client = listener.accept();
      Thread.startVirtualThread(() -> serve(client)); // the only change from one at a time
    }
  } catch (IOException _) {
    // the listener was closed: the ordinary end
  }
}

void serve(Socket client) {
  try (client) {
    for (int b = client.getInputStream().read(); b >= 0; b = client.getInputStream().read()) {
      client.getOutputStream().write(Character.toUpperCase(b));
    }
  } catch (IOException e) {
    IO.println("lost a client: " + e);
  }
}
