import static java.nio.charset.StandardCharsets.UTF_8;

void main() throws Exception {
  try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      var client = new DatagramSocket()) {
    Thread.startVirtualThread(() -> serve(server));
    SocketAddress there = server.getLocalSocketAddress();
    client.setSoTimeout(10_000); // a datagram may be lost: never wait for ever
    for (String text : List.of("hello", "", "bye")) {
      byte[] bytes = text.getBytes(UTF_8);
      client.send(new DatagramPacket(bytes, bytes.length, there));
      var answer = new DatagramPacket(new byte[2_048], 2_048);
      client.receive(answer);
      IO.println(text + " -> " + new String(answer.getData(), 0, answer.getLength(), UTF_8));
    }
  }
}

void serve(DatagramSocket server) {
  try {
    while (true) {
      var packet = new DatagramPacket(new byte[2_048], 2_048);
      server.receive(packet); // one datagram, whole; its sender stands in the packet
      String text = new String(packet.getData(), 0, packet.getLength(), UTF_8);
      packet.setData(("got [" + text + "]").getBytes(UTF_8));
      server.send(packet);
    }
  } catch (IOException _) {
    // the socket was closed: the ordinary end of this loop
  }
}
