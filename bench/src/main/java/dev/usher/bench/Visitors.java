package dev.usher.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Clients that connect, say one message, hear it and close: so many at once, and then again.
final class Visitors implements Clients {
  private static final int PATIENCE = 20_000; // ms

  private final InetSocketAddress server;
  private final int atOnce;

  Visitors(InetSocketAddress server, int atOnce) {
    this.server = server;
    this.atOnce = atOnce;
  }

  @Override
  public long talk(Duration time) throws IOException {
    long until = System.nanoTime() + time.toNanos();
    long visits = 0;
    while (System.nanoTime() - until < 0) {
      visitAll();
      visits += atOnce;
    }
    return visits;
  }

  private void visitAll() throws IOException {
    List<Visit> under = new ArrayList<>();
    try {
      for (int i = 0; i < atOnce; i++) under.add(new Visit(server, i));
      for (Visit visit : under) visit.hear();
    } finally {
      for (Visit visit : under) visit.socket.close();
    }
  }

  @Override
  public void close() {
    // nobody stays
  }

  /// One of them, and what it has said.
  private static final class Visit {
    final Socket socket = new Socket();
    final Script script;

    Visit(InetSocketAddress server, int number) throws IOException {
      script = Script.echoed(number);
      ByteBuffer message = ByteBuffer.allocate(Script.LENGTH);
      script.ask(message);
      try {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE);
        socket.connect(server);
        socket.getOutputStream().write(message.array());
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    }

    void hear() throws IOException {
      byte[] answer = socket.getInputStream().readNBytes(Script.LENGTH);
      if (script.check(answer, answer.length) != 1) throw new IOException("the server closed");
    }
  }
}
