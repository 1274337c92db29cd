package dev.usher.bench;

import dev.usher.kit.Connection;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.Transport;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// The kit's echo of lines on a transport, with two that keep whoever serves them busy: `compute
/// MILLIS`, and `read FILE`, which takes one byte of it. Both are answered when they are done.
final class KitBusy {
  private KitBusy() {}

  public static void main(String[] args) throws IOException {
    Transport transport = args[0].equals("linux") ? Transport.linux() : Transport.nio();
    Control.listening(
        Server.tcp(0).on(transport).framing(StreamFraming.lines()).start(KitBusy::converse));
  }

  private static void converse(Connection<String> client) throws IOException {
    for (String line : client) {
      String[] words = line.split(" ", 2);
      switch (words[0]) {
        case "compute" -> compute(Duration.ofMillis(Long.parseLong(words[1])));
        case "read" -> read(words[1]);
        default -> {} // an echo alone
      }
      client.send(line);
    }
  }

  private static void compute(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - until < 0) {}
  }

  private static void read(String file) throws IOException {
    try (InputStream in = new FileInputStream(file)) {
      if (in.read() < 0) throw new IOException("nothing in " + file);
    }
  }
}
