package dev.usher.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// Answers to requests that arrived together may leave together, but do not wait for one another.
class GatheringTest {
  @Test
  void anAnswerLeavesWhileItsHandlerWorksOnTheNextRequest() throws Exception {
    Semaphore heard = new Semaphore(0);
    Handler<String> slow =
        client -> {
          for (String line : client) {
            client.send(line);
            heard.acquire();
          }
        };
    try (Running server = Server.tcp(0).framing(StreamFraming.lines()).start(slow);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write("1\n2\n3\n4\n".getBytes(StandardCharsets.US_ASCII));
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (String expected : new String[] {"1", "2", "3", "4"}) {
        assertThat(in.readLine()).isEqualTo(expected);
        heard.release();
      }
    }
  }
}
