package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Chat on a real pseudo-terminal.
class ChatTerminalTest {
  private static final Pattern PORT = Pattern.compile("udp://127\\.0\\.0\\.1:([0-9]+)");

  @TempDir Path folder;

  private OnTerminal host() throws IOException {
    return OnTerminal.start(
        folder, "chat", "host", "--listen=127.0.0.1:0", "--data=" + folder.resolve("data"));
  }

  private static int port(String shown) {
    Matcher port = PORT.matcher(shown);
    assertThat(port.find()).isTrue();
    return Integer.parseInt(port.group(1));
  }

  private static DatagramSocket socket() throws IOException {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static void send(DatagramSocket from, int port, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    from.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
  }

  private static String receive(DatagramSocket at) throws IOException {
    var packet = new DatagramPacket(new byte[1024], 1024);
    at.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), UTF_8);
  }

  @Test
  void escapesDoNothingToTheOperatorsTerminal() throws Exception {
    try (var host = host();
        var stranger = socket()) {
      int port = port(host.await("/help says"));
      host.await("to nobody yet> ");
      send(
          stranger,
          port,
          "\u001b]0;owned\u0007\u001b[6n\u001b[?1049h\u001bc\u009b2J\u001bP$q\u001b\\\b\b\r\u202e end");
      String shown = host.await("u202e end");
      assertThat(shown)
          .contains("^[]0;owned^G^[[6n^[[?1049h^[c\\u009b2J^[P$q^[\\^H^H^M\\u202e end")
          .doesNotContain("\u001b]0;", "\u001b[6n", "\u001b[?1049h", "\u001bc", "\u009b", "\u001bP")
          .doesNotContain("\u202e");
      assertThat(host.type("\u0004").exit()).isZero();
    }
  }

  @Test
  void aHalfTypedLineGoesToWhomItWasBegunFor() throws Exception {
    try (var host = host();
        var one = socket();
        var other = socket()) {
      int port = port(host.await("/help says"));
      send(one, port, "first");
      host.await("to 127.0.0.1:" + one.getLocalPort() + "> ");
      host.type("for the ").await("for the");
      send(other, port, "second");
      host.await("second");
      host.type("first one\r");
      assertThat(receive(one)).isEqualTo("for the first one");
      host.await("to 127.0.0.1:" + other.getLocalPort() + "> ");
      host.type("for the other\r");
      assertThat(receive(other)).isEqualTo("for the other");
      host.type("@1 by number\r");
      assertThat(receive(one)).isEqualTo("by number");
      host.type("/who\r");
      host.await("[1] 127.0.0.1:" + one.getLocalPort() + ", 1 message");
      host.type("/history\r");
      host.await("to 127.0.0.1:" + one.getLocalPort() + ": by number");
      host.type("/quit\r");
      assertThat(host.exit()).isZero();
    }
  }

  @Test
  void theClientShowsWhatComesWithoutSending() throws Exception {
    try (var friend = socket();
        var client = OnTerminal.start(folder, "chat", "127.0.0.1:" + friend.getLocalPort())) {
      client.await("to 127.0.0.1:" + friend.getLocalPort() + "> ");
      client.type("\r \rhello\r");
      var packet = new DatagramPacket(new byte[1024], 1024);
      friend.receive(packet); // nothing empty came before it
      assertThat(new String(packet.getData(), 0, packet.getLength(), UTF_8)).isEqualTo("hello");
      for (String each : new String[] {"one", "two", "three"}) {
        send(friend, packet.getPort(), each);
        client.await(": " + each);
      }
      client.type("quit\r");
      assertThat(client.exit()).isZero();
    }
  }

  @Test
  void whomToTalkToIsChosenFromAMenu() throws Exception {
    try (var friend = socket()) {
      String book = "--contacts=" + folder.resolve("contacts.toml");
      try (var add =
          Usher.start(
              folder,
              "chat",
              "contacts",
              "add",
              "anna",
              "127.0.0.1:" + friend.getLocalPort(),
              book)) {
        assertThat(add.exit()).isZero();
      }
      try (var client = OnTerminal.start(folder, "chat", book)) {
        client.await("1  anna  127.0.0.1:" + friend.getLocalPort());
        client.await("whom?");
        client.type("2\r").await("there is no number 2");
        client.type("1\r").await("to anna> ");
        client.type("hello anna\r");
        assertThat(receive(friend)).isEqualTo("hello anna");
        assertThat(client.type("quit\r").exit()).isZero();
      }
    }
  }
}
