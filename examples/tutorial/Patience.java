void main() throws Exception {
  try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var writer = new Socket(listener.getInetAddress(), listener.getLocalPort());
      var reader = listener.accept()) {
    reader.setSoTimeout(50);
    try {
      reader.getInputStream().read();
    } catch (SocketTimeoutException _) {
      IO.println("nothing came in 50 ms");
    }
    // A write has no timeout in java.net: somebody else must close the socket.
    Thread watch = Thread.startVirtualThread(() -> closeAfter(writer, Duration.ofMillis(300)));
    try {
      while (true) writer.getOutputStream().write(new byte[64 * 1_024]);
    } catch (SocketException _) {
      IO.println("nobody read, the buffers filled, the write was ended");
    }
    watch.join();
  }
}

void closeAfter(Socket socket, Duration time) {
  try {
    Thread.sleep(time);
    socket.close();
  } catch (InterruptedException | IOException e) {
    throw new IllegalStateException(e);
  }
}
