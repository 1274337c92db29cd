package dev.usher.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own, on loopback. Closing it ends the process.
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter questions;
  private final int port;

  /// Starts a command and waits until it says where it listens.
  ServerProcess(List<String> command) throws IOException {
    process =
        Children.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
    answers = process.inputReader();
    questions = process.outputWriter();
    String line = answers.readLine();
    if (line == null || !line.startsWith("listening ")) {
      process.destroyForcibly();
      throw new IOException(command + " did not start: " + line);
    }
    port = Integer.parseInt(line.substring("listening ".length()));
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  Proc proc() {
    return new Proc(process.pid());
  }

  /// Asks a question of [Control] and returns the numbers of its answer.
  long[] ask(String question) {
    try {
      questions.write(question);
      questions.newLine();
      questions.flush();
      String answer = answers.readLine();
      if (answer == null) throw new IOException("the server ended");
      String[] words = answer.split(" ", -1);
      long[] numbers = new long[words.length];
      for (int i = 0; i < words.length; i++) numbers[i] = Long.parseLong(words[i]);
      return numbers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (process.waitFor(2, TimeUnit.SECONDS)) return;
      process.destroy(); // not all of them read their input: chronyd does not
      if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
