package dev.usher.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Handler;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.memory.Faults;
import dev.usher.kit.memory.MemoryNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptTest {
  private static final Handler<String> SHOUTING =
      client -> {
        for (String line : client) client.send(line.toUpperCase(Locale.ROOT));
      };

  private static final Transcript SHOUTED =
      Transcript.of(
          """
          | what goes in small comes out large
          > hello
          < HELLO
          > gr\\xc3\\xbc\\xc3\\x9fe\\r
          < GRÜSSE
          > two\\c
          >  parts
          < TWO PARTS
          >
          <
          > [half-close]
          < [end]
          """);

  private static Running shouting() throws IOException {
    return Server.tcp(0).framing(StreamFraming.lines()).start(SHOUTING);
  }

  @Test
  void aConversationIsPlayedOverTcp() throws IOException {
    try (LeakCheck _ = LeakCheck.begin();
        Running server = shouting()) {
      SHOUTED.play(server);
      SHOUTED.play(server.address());
    }
  }

  @Test
  void aConversationIsPlayedOverAUnixSocket(@TempDir Path folder) throws IOException {
    try (LeakCheck _ = LeakCheck.begin();
        Running server =
            Server.unix(folder.resolve("s")).framing(StreamFraming.lines()).start(SHOUTING)) {
      SHOUTED.play(server);
    }
  }

  @Test
  void aConversationIsPlayedInMemory() throws IOException {
    MemoryNetwork network = MemoryNetwork.seeded(1).faults(Faults.none().everyByte());
    try (LeakCheck _ = LeakCheck.begin();
        Running server =
            Server.tcp(8009).on(network).framing(StreamFraming.lines()).start(SHOUTING)) {
      SHOUTED.on(network).play(server);
    }
  }

  @Test
  void eachLineIsADatagramOverUdp() throws IOException {
    try (LeakCheck _ = LeakCheck.begin();
        Running server = Server.udp(0).framing(PacketFraming.text()).start(SHOUTING)) {
      Transcript.of(
              """
              > hello
              < HELLO
              >
              <
              > a\\nb
              < A\\nB
              """)
          .udp()
          .play(server);
    }
  }

  @Test
  void aWrongAnswerIsShownInItsConversation() throws IOException {
    try (Running server = shouting()) {
      assertThatThrownBy(
              () -> Transcript.of("> one\n< ONE\n> hello\n< Hello\n> never\n").play(server))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("    > one\n    < ONE\n    > hello\n  → < Hello\n")
          .hasMessageEndingWith("  but got: HELLO\\n");
    }
  }

  @Test
  void aSilentServerFailsAfterTheBoundHoweverLongItTakesToConnect() throws IOException {
    try (LeakCheck _ = LeakCheck.begin();
        Running server = shouting()) {
      Transcript waiting = Transcript.of("< HELLO\n").within(Duration.ofMillis(1));
      assertThatThrownBy(() -> waiting.play(server))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("nothing came within PT0.001S");
      assertThatThrownBy(() -> Transcript.of("< [end]").within(Duration.ofMillis(1)).play(server))
          .hasMessageContaining("it did not end within PT0.001S");
    }
  }

  @Test
  void anEndTooEarlyAndAnEndTooLateAreTold() throws IOException {
    try (Running server =
        Server.tcp(0).framing(StreamFraming.lines()).start(client -> client.send("bye"))) {
      assertThatThrownBy(() -> Transcript.of("< bye\n< more\n").play(server))
          .hasMessageContaining("the server ended");
      assertThatThrownBy(() -> Transcript.of("< [end]\n").play(server))
          .hasMessageContaining("got: bye\\n");
    }
  }

  @Test
  void aServerThatIsNotThereIsTold() throws IOException {
    SocketAddress nobody;
    try (Running server = shouting()) {
      nobody = server.address();
    }
    assertThatThrownBy(() -> SHOUTED.play(nobody))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("connecting failed");
  }

  @Test
  void whatIsNoTranscriptIsRefused() {
    for (String bad : new String[] {"hello", "> [shrug]", "< [close]", "> \\q", "> \\x0", "> \\"}) {
      assertThatThrownBy(() -> Transcript.of(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
    InetSocketAddress somewhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    assertThatThrownBy(() -> Transcript.of("> [half-close]").udp().play(somewhere))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bytesAreShownSoThatTheyCanBeTypedAgain() {
    for (byte[] bytes : new byte[][] {{0, 9, 10, 13, 27, 92}, {'a', -1, '['}, "ü…".getBytes()}) {
      assertThat(Escapes.toBytes(Escapes.toText(bytes))).isEqualTo(bytes);
    }
  }
}
