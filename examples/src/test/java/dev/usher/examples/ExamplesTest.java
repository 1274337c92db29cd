package dev.usher.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.EndedException;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.StreamClient;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the examples as a reader would: `java Echo.java`, only on a port that is free.
class ExamplesTest {
  @TempDir Path folder;

  @Test
  void echoAnswersOverTcpAndUdp() throws Exception {
    try (var echo = new Example("Echo.java", 8009)) {
      try (var tcp = echo.tcp().framing(StreamFraming.lines()).connect()) {
        tcp.send("hello");
        assertThat(tcp.receive()).isEqualTo("HELLO");
      }
      assertThat(echo.ask("grüezi")).isEqualTo("GRÜEZI");
    }
  }

  @Test
  void theReadmesShowThisVeryEcho() throws Exception {
    String echo = squeeze(Files.readString(Path.of("Echo.java"), UTF_8));
    String code = echo.substring(echo.indexOf("voidmain"));
    assertThat(squeeze(Files.readString(Path.of("../README.md"), UTF_8))).contains(code);
    assertThat(squeeze(Files.readString(Path.of("../README.zh-CN.md"), UTF_8))).contains(code);
  }

  @Test
  void webReplyAnswersAnHttpClient() throws Exception {
    try (var web = new Example("WebReply.java", 8080);
        var http = HttpClient.newHttpClient()) {
      URI page = URI.create("http://127.0.0.1:" + web.port + "/a%3Cb?x=1");
      HttpResponse<String> answer =
          http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("你好").contains("GET /a%3Cb?x=1 HTTP/1.1");
    }
  }

  @Test
  void webReplyNeverEchoesMarkup() throws Exception {
    try (var web = new Example("WebReply.java", 8080);
        StreamConnection<byte[]> browser = web.tcp().connect()) {
      browser.send("GET /<script> HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
      browser.endSending();
      var answer = new StringBuilder();
      for (byte[] chunk : browser) answer.append(new String(chunk, UTF_8));
      assertThat(answer).contains("GET /&lt;script>").doesNotContain("<script");
    }
  }

  private static String squeeze(String text) {
    return text.replaceAll("\\s+", "");
  }

  /// One example in a JVM of its own, listening on a free port instead of the one in its text.
  private final class Example implements AutoCloseable {
    final int port;
    private final Process process;

    Example(String name, int originalPort) throws IOException {
      try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      Path source = folder.resolve(name);
      String text = Files.readString(Path.of(name), UTF_8);
      assertThat(text).contains("" + originalPort);
      Files.writeString(source, text.replace("" + originalPort, "" + port));
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--class-path",
                  Path.of("../kit/target/classes").toString(),
                  source.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      awaitListening();
    }

    StreamClient<byte[]> tcp() {
      return Client.tcp("127.0.0.1", port);
    }

    /// Asks over UDP, again and again until somebody answers: its socket opens after that of TCP.
    String ask(String question) throws IOException {
      var client =
          Client.udp("127.0.0.1", port)
              .framing(PacketFraming.text())
              .deadlines(d -> d.idle(Duration.ofMillis(200)));
      for (int tries = 0; tries < 100; tries++) {
        try (var udp = client.connect()) {
          udp.send(question);
          return String.valueOf(udp.receive());
        } catch (EndedException _) {
          // nobody yet
        }
      }
      throw new AssertionError("no answer over UDP");
    }

    /// There is no event to wait for: a server of eight lines does not say when it listens.
    private void awaitListening() throws IOException {
      for (int tries = 0; process.isAlive() && tries < 400; tries++) {
        try {
          tcp().connect().close();
          return;
        } catch (ConnectException _) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
      }
      throw new AssertionError("it does not listen");
    }

    @Override
    public void close() {
      process.destroy();
      assertThat(process.onExit()).succeedsWithin(10, SECONDS);
    }
  }
}
