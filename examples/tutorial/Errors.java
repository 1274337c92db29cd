/// The peer broke our rules: an exception of our own, so that nobody takes it for a network error.
static class RuleBroken extends Exception {
  private static final long serialVersionUID = 1;

  RuleBroken(String rule) {
    super(rule);
  }
}

/// What a failure means to the server, decided in one place.
String sort(Exception failure) {
  return switch (failure) {
    case EOFException _ -> "ordinary: the peer left inside a message";
    case SocketTimeoutException _ -> "ordinary: the peer was silent too long";
    case ConnectException _ -> "ordinary: nobody listens there";
    case BindException _ -> "fatal at start: somebody else has this port";
    case SocketException _ -> "ordinary: the connection broke or was closed";
    case RuleBroken broken -> "the peer's fault: " + broken.getMessage();
    case RuntimeException bug -> "our bug, told loudly: " + bug.getClass().getSimpleName();
    default -> "unknown, told loudly: " + failure;
  };
}

interface Work {
  void run() throws Exception;
}

/// The fence round every handler: whatever it throws, the next client is served.
void guarded(Work handler) {
  try {
    handler.run();
  } catch (Exception e) {
    IO.println(sort(e));
  }
}

void main() throws Exception {
  try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var client = new Socket(listener.getInetAddress(), listener.getLocalPort());
      var served = listener.accept()) {
    int port = listener.getLocalPort();
    guarded(() -> new ServerSocket(port, 50, InetAddress.getLoopbackAddress()).close());
    served.setSoTimeout(20);
    guarded(() -> served.getInputStream().read());
    client.shutdownOutput();
    guarded(() -> new DataInputStream(served.getInputStream()).readInt());
    listener.close();
    guarded(() -> new Socket(listener.getInetAddress(), port).close());
    served.close();
    guarded(() -> served.getInputStream().read());
    guarded(() -> {
      throw new RuleBroken("no greeting");
    });
    guarded(() -> Integer.parseInt("twelve"));
    IO.println("and the server lives");
  }
}
