package dev.usher.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Starts many `sleep` at once and waits for their ends.
@FunctionalInterface
interface Sleepers {
  /// How many of them ended as they should.
  int sleep(int count, String seconds) throws IOException, InterruptedException;

  /// As long, without a process.
  static Sleepers none() {
    return (count, seconds) -> {
      Thread.sleep((long) (1_000 * Double.parseDouble(seconds)));
      return count;
    };
  }

  /// Each for a client of its own.
  static Sleepers byHub(InetSocketAddress door) {
    return (count, seconds) -> {
      List<Socket> clients = new ArrayList<>();
      try {
        for (int i = 0; i < count; i++) {
          Socket client = new Socket(door.getAddress(), door.getPort());
          clients.add(client);
          client.setSoTimeout(60_000);
          client.getOutputStream().write(("sleep " + seconds + "\n").getBytes(UTF_8));
        }
        byte[] success = "执行成功".getBytes(UTF_8);
        int good = 0;
        for (Socket client : clients) {
          byte[] answer = client.getInputStream().readNBytes(success.length);
          if (Arrays.equals(answer, success)) good++;
        }
        return good;
      } finally {
        for (Socket client : clients) client.close();
      }
    };
  }

  /// Each in a shell and a session of its own, as the hub's are, but with no hub.
  static Sleepers byShell() {
    return (count, seconds) -> {
      String all =
          "i=0; while [ $i -lt $0 ]; do setsid sh -c \"sleep $1\" & i=$((i+1)); done; wait";
      Process shell =
          new ProcessBuilder("sh", "-c", all, Integer.toString(count), seconds)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return shell.waitFor() == 0 ? count : 0;
    };
  }
}
