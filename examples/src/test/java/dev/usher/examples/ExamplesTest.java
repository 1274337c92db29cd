package dev.usher.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Client;
import dev.usher.kit.EndedException;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.StreamClient;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the examples as a reader would: `java Echo.java`, only on a port that is free.
class ExamplesTest {
  private static final StreamFraming<byte[]> HEADS =
      StreamFraming.delimited(ascii("\r\n\r\n"), 16 * 1024);

  /// What must come has come long before, also on a machine that is slow or busy.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

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

  @Test
  void webReplyKeepsAConnectionUntilToldToClose() throws Exception {
    try (var web = new Example("WebReply.java", 8080);
        var browser = web.tcp().framing(HEADS).connect()) {
      for (int time = 0; time < 10; time++) {
        browser.send(ascii("GET /%d HTTP/1.1\r\nHost: x".formatted(time)));
        assertThat(header(browser)).contains("200 OK", "Connection: keep-alive");
      }
      browser.send(ascii("HEAD / HTTP/1.1\r\nHost: x"));
      assertThat(text(browser)).contains("200 OK", "Content-Length: ");
      browser.send(ascii("GET / HTTP/1.1\r\nConnection: close"));
      assertThat(header(browser)).contains("Connection: close");
      assertThat(browser.receive()).isNull();
    }
  }

  @Test
  void webReplySendsAwayWhatMayHaveABody() throws Exception {
    try (var web = new Example("WebReply.java", 8080);
        var browser = web.tcp().framing(HEADS).connect()) {
      browser.send(ascii("POST / HTTP/1.1\r\nContent-Length: 3"));
      assertThat(header(browser)).contains("405 Method", "Connection: close");
      assertThat(browser.receive()).isNull();
    }
  }

  @Test
  void thanksAnswersEveryDatagramButThanks() throws Exception {
    try (var thanks = new Example("Thanks.java", 8010)) {
      assertThat(thanks.ask("for the fish")).isEqualTo("thank you\n");
      try (var udp =
          Client.udp("127.0.0.1", thanks.port)
              .framing(PacketFraming.text())
              .deadlines(d -> d.idle(Duration.ofMillis(300)))
              .connect()) {
        udp.send("thank you\n");
        assertThatThrownBy(udp::receive).isInstanceOf(EndedException.class);
      }
    }
  }

  /// Reads a header and the page that its length announces.
  private static String header(StreamConnection<byte[]> browser) {
    String header = text(browser);
    int at = header.indexOf("Content-Length: ") + "Content-Length: ".length();
    browser.receiveBody(
        ByteBuffer.allocate(
            Integer.parseInt(header.substring(at).lines().findFirst().orElseThrow())));
    return header;
  }

  private static String text(StreamConnection<byte[]> browser) {
    return new String(Objects.requireNonNull(browser.receive()), UTF_8);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private static String squeeze(String text) {
    return text.replaceAll("\\s+", "");
  }

  /// A port that is free for TCP and UDP. It is none of those that systems give to whoever asks for
  /// any, as each client does that tries whether the example listens yet: until then it would be
  /// free for them, too.
  private static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 32_768);
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
          var _ = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (BindException _) {
        // somebody has it
      }
    }
  }

  /// One example in a JVM of its own, listening on a free port instead of the one in its text.
  private final class Example implements AutoCloseable {
    final int port;
    private final Process process;
    private final long started = System.nanoTime();

    Example(String name, int originalPort) throws IOException {
      port = freePort();
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
      if (text.contains("Server.tcp")) awaitListening();
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
      while (awaits()) {
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
      while (awaits()) {
        try {
          tcp().connect().close();
          return;
        } catch (ConnectException _) {
          // nobody yet
        }
      }
      process.destroyForcibly();
      throw new AssertionError("it does not listen");
    }

    /// Whether it may still begin to serve, after a moment.
    private boolean awaits() {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      return process.isAlive() && System.nanoTime() - started < PATIENCE.toNanos();
    }

    @Override
    public void close() {
      process.destroy();
      assertThat(process.onExit()).succeedsWithin(PATIENCE);
    }
  }
}
