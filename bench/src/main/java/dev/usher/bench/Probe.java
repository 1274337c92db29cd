package dev.usher.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An honest client on a thread of its own: it sends one message after the other and notes how long
/// each answer took.
final class Probe implements AutoCloseable {
  private final Socket socket;
  private final byte[] message;
  private final List<Answer> answers = new ArrayList<>();
  private final long born = System.nanoTime();
  private final Thread thread;
  private volatile boolean stopped;
  private String trouble = "";

  /// An answer.
  ///
  /// @param asked when, in milliseconds after the first
  /// @param millis how long it took
  record Answer(double asked, double millis) {}

  Probe(InetSocketAddress server, byte... message) throws IOException {
    this.message = message;
    socket = new Socket(server.getAddress(), server.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
    thread = Thread.ofPlatform().start(this::talk);
  }

  private void talk() {
    try {
      while (!stopped) {
        long begun = System.nanoTime();
        socket.getOutputStream().write(message);
        byte[] answer = socket.getInputStream().readNBytes(message.length);
        answers.add(new Answer((begun - born) / 1e6, (System.nanoTime() - begun) / 1e6));
        if (!Arrays.equals(answer, message)) throw new IOException("a wrong answer");
      }
    } catch (IOException e) {
      trouble = e.toString();
    }
  }

  /// What the answers took in milliseconds.
  Spread stop() throws InterruptedException, IOException {
    return Spread.of(answers().stream().map(Answer::millis).toList());
  }

  /// Stops; all of them, in their order.
  List<Answer> answers() throws InterruptedException, IOException {
    stopped = true;
    thread.join();
    socket.close();
    if (!trouble.isEmpty()) throw new IOException(trouble);
    return answers;
  }

  @Override
  public void close() throws IOException {
    stopped = true;
    socket.close();
  }
}
