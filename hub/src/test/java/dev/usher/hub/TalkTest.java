package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Connection;
import dev.usher.kit.Handler;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.ServerEvents;
import dev.usher.kit.StreamFraming;
import dev.usher.services.Address;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.echo.EchoService;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `usher talk` as a process in a pipe.
class TalkTest {
  private static final Door ECHO = EchoService.create().doors().getFirst();

  @TempDir Path folder;

  private Running echo(String address) throws Exception {
    Address at = Address.parse(address, ECHO.addresses()).getFirst();
    return ECHO.open(new Doorway(at, Set.of(), ServerEvents.none()));
  }

  private Usher talk(String... arguments) throws Exception {
    String[] words = new String[arguments.length + 1];
    words[0] = "talk";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return Usher.start(folder, words);
  }

  private static void assertWell(Usher talk) throws Exception {
    assertThat(talk.exit()).as(() -> talk.errors()).isZero();
    assertThat(talk.errors()).isEmpty();
  }

  @Test
  void overTcpItPrintsWhatComesAsItComes() throws Exception {
    try (var echo = echo("tcp://127.0.0.1:0");
        var talk = talk("127.0.0.1:" + echo.port())) {
      assertThat(talk.type("hello\n").line()).isEqualTo("HELLO");
      assertThat(talk.type("grüezi\n\nlast").line()).isEqualTo("GRüEZI");
      assertThat(talk.endOfInput().rest()).isEqualTo("\nLAST\n");
      assertWell(talk);
    }
  }

  @Test
  void overAUnixSocketToo() throws Exception {
    try (var _ = echo("unix:" + folder.resolve("s"));
        var talk = talk("unix:" + folder.resolve("s"))) {
      assertThat(talk.type("hello\n").endOfInput().rest()).isEqualTo("HELLO\n");
      assertWell(talk);
    }
  }

  @Test
  void bytesThatAreNoTextPassAsTheyAre() throws Exception {
    try (var echo = echo("tcp://127.0.0.1:0");
        var talk = talk("tcp://127.0.0.1:" + echo.port(), "--encoding=UTF-8")) {
      talk.type(new byte[] {0, 27, '[', '\r', '\n'});
      assertThat(talk.endOfInput().rest()).isEqualTo("\0\033[\r\n");
      assertWell(talk);
    }
  }

  @Test
  void itHalfClosesAndPrintsWhatStillComes() throws Exception {
    Handler<String> count =
        client -> {
          int lines = 0;
          for (String _ : client) lines++;
          client.send(lines + " lines");
        };
    try (var server = Server.tcp(0).framing(StreamFraming.lines()).start(count);
        var talk = talk("tcp://127.0.0.1:" + server.port())) {
      assertThat(talk.type("a\nb\n").endOfInput().rest()).isEqualTo("2 lines\n");
      assertWell(talk);
    }
  }

  @Test
  void itEndsWhenTheOtherSideDoes() throws Exception {
    try (var server =
            Server.tcp(0)
                .framing(StreamFraming.lines())
                .start((Handler<String>) client -> client.send("noon"));
        var talk = talk("tcp://127.0.0.1:" + server.port())) {
      assertThat(talk.rest()).isEqualTo("noon\n"); // although the input goes on
      assertWell(talk);
    }
  }

  @Test
  void aTimeoutEndsTheWaitForATcpServerThatStays() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var talk = talk("tcp://127.0.0.1:" + silent.getLocalPort(), "--timeout=100ms")) {
      assertThat(talk.type("a\n").endOfInput().rest()).isEmpty();
      assertWell(talk);
    }
  }

  @Test
  void overUdpEachLineIsADatagramAnEmptyOneToo() throws Exception {
    try (var echo = echo("udp://127.0.0.1:0");
        var talk = talk("udp://127.0.0.1:" + echo.port(), "--timeout=10s")) {
      assertThat(talk.type("hello\n").line()).isEqualTo("HELLO");
      assertThat(talk.type("\n").line()).isEmpty();
      assertThat(talk.type("last").endOfInput().rest()).isEqualTo("LAST\n"); // in those 10 s
      assertWell(talk);
      assertThat(echo.stats().dropped()).isZero();
    }
  }

  @Test
  void anEmptyLineEndsTheInputWhenAskedTo() throws Exception {
    try (var echo = echo("udp://127.0.0.1:0");
        var talk = talk("udp://127.0.0.1:" + echo.port(), "--end-on-empty", "--timeout=1s")) {
      assertThat(talk.type("a\n").line()).isEqualTo("A");
      assertThat(talk.type("\nb\n").rest()).isEmpty();
      assertThat(talk.exit()).as(() -> talk.errors()).isZero();
    }
  }

  @Test
  void overUdpItSaysWhenNobodyListens() throws Exception {
    try (var nobody = Nobody.overUdp();
        var talk = talk("udp://127.0.0.1:" + nobody.getLocalPort(), "--timeout=200ms")) {
      assertThat(talk.type("a\nb\n").endOfInput().rest()).isEmpty();
      assertThat(talk.exit()).isOne();
      assertThat(talk.errors())
          .startsWith("usher: no")
          .contains("127.0.0.1:" + nobody.getLocalPort())
          .hasLineCount(1);
    }
  }

  @Test
  void overUdpItSaysWhenNobodyAnswers() throws Exception {
    try (var deaf = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var talk = talk("udp://127.0.0.1:" + deaf.getLocalPort(), "--timeout=200ms")) {
      talk.type("a\n");
      talk.awaitError("no answer from udp://127.0.0.1:" + deaf.getLocalPort() + " within 200ms");
      talk.endOfInput();
      assertThat(talk.exit()).isOne();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"talk", "command"})
  void aTerminalObeysNobodyAlsoWhereTheInputIsAPipe(String word) throws Exception {
    Handler<byte[]> evil =
        client -> {
          byte[] _ = client.receive();
          client.send("\033]0;owned\007well\n".getBytes(UTF_8));
        };
    try (var server = Server.tcp(0).start(evil);
        var talk = OnTerminal.piped("hello", folder, word, "tcp://127.0.0.1:" + server.port())) {
      assertThat(talk.await("well")).contains("^[]0;owned^Gwell").doesNotContain("\033]0");
      assertThat(talk.exit()).isZero();
    }
  }

  @Test
  void aNamesAddressesAreTriedInTurn() throws Exception {
    try (var echo = echo("tcp://127.0.0.1:0");
        var talk = talk("lab:" + echo.port())) { // see the file hosts
      assertThat(talk.type("hello\n").endOfInput().rest()).isEqualTo("HELLO\n");
      assertThat(talk.exit()).as(() -> talk.errors()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "udp"})
  void itEndsWhenNobodyReadsAnyMore(String scheme) throws Exception {
    Handler<byte[]> chatter =
        client -> {
          byte[] _ = client.receive();
          while (client.ended() == null) {
            client.send(new byte[] {'a', '\n'});
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
          }
        };
    try (Running server = scheme.equals("tcp") ? Server.tcp(0).start(chatter) : udp(chatter);
        var talk = talk(scheme + "://127.0.0.1:" + server.port(), "--timeout=5m")) {
      assertThat(talk.type("go\n").line()).isEqualTo("a");
      talk.lookAway(); // although the input goes on
      assertThat(talk.exit()).isOne();
      assertThat(talk.errors()).isEmpty();
    }
  }

  private static Running udp(Handler<byte[]> handler) throws IOException {
    return Server.udp(0).framing(PacketFraming.bytes()).start(handler);
  }

  @Test
  void textIsTranslated() throws Exception {
    try (var echo = echo("tcp://127.0.0.1:0");
        var talk = talk("tcp://127.0.0.1:" + echo.port(), "--encoding=GBK")) {
      assertThat(talk.type("你好a\n").endOfInput().rest()).isEqualTo("你好A\n");
      assertWell(talk);
    }
    try (var server =
            Server.tcp(0).start((Handler<byte[]>) client -> bytes(client, "你好\n", "GBK"));
        var talk = talk("tcp://127.0.0.1:" + server.port(), "--encoding=gbk")) {
      assertThat(talk.rest()).isEqualTo("你好\n");
    }
  }

  private static void bytes(Connection<byte[]> client, String text, String encoding) {
    for (byte b : text.getBytes(Charset.forName(encoding))) client.send(new byte[] {b});
  }

  @Test
  void aLineThatCannotBeSentIsToldAndTheOthersAreSent() throws Exception {
    try (var echo = echo("udp://127.0.0.1:0");
        var talk = talk("udp://127.0.0.1:" + echo.port(), "--encoding=US-ASCII", "--timeout=1s")) {
      assertThat(talk.type("ä\nb\n").line()).isEqualTo("B");
      assertThat(talk.type("x".repeat(65_508) + "\nc\n").line()).isEqualTo("C");
      assertThat(talk.endOfInput().rest()).isEmpty();
      assertThat(talk.exit()).isOne();
      assertThat(talk.errors())
          .contains("cannot be written in US-ASCII: ä")
          .contains("65508 bytes is too long for a datagram")
          .endsWith("usher: not every line could be sent\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://127.0.0.1:", "unix:"})
  void whereNobodyListensItSaysSo(String prefix) throws Exception {
    try (var nobody = Nobody.overTcp()) {
      boolean tcp = prefix.startsWith("tcp");
      String address = prefix + (tcp ? nobody.getLocalPort() : folder.resolve("nobody"));
      try (var talk = talk(address)) {
        assertThat(talk.exit()).isOne();
        assertThat(talk.errors()).startsWith("usher: cannot reach " + address).hasLineCount(1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tcp://127.0.0.1:0, port 0",
    "http://127.0.0.1, tcp://",
    "127.0.0.1?from=::1, options",
    "--timeout=5, 500ms",
    "--encoding=EBCDIC-XY, UTF-8",
    "--help-me, Unknown option"
  })
  void whatIsWrongIsSaidInOneLine(String argument, String complaint) throws Exception {
    try (var talk = argument.startsWith("--") ? talk("h", argument) : talk(argument)) {
      assertThat(talk.exit()).isEqualTo(2);
      assertThat(talk.errors()).startsWith("usher: ").contains(complaint).hasLineCount(1);
    }
  }
}
