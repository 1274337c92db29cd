import static java.nio.charset.StandardCharsets.UTF_8;

void main() throws Exception {
  try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var client = new Socket(listener.getInetAddress(), listener.getLocalPort());
      var served = listener.accept()) {
    var out = new DataOutputStream(client.getOutputStream());
    for (String text : List.of("one", "two", "three")) send(out, text);
    client.shutdownOutput();
    var in = new DataInputStream(served.getInputStream());
    for (String text = receive(in); text != null; text = receive(in)) IO.println(text);
  }
}

void send(DataOutputStream out, String text) throws IOException {
  byte[] bytes = text.getBytes(UTF_8);
  out.writeInt(bytes.length); // the length first: four bytes, the highest first
  out.write(bytes);
}

/// The next message, or null when the stream ended between two messages.
String receive(DataInputStream in) throws IOException {
  int first = in.read();
  if (first < 0) return null;
  int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
  if (length < 0 || length > 1_024) throw new ProtocolException("a message of " + length);
  byte[] bytes = new byte[length];
  in.readFully(bytes); // a single read may give less
  return new String(bytes, UTF_8);
}
