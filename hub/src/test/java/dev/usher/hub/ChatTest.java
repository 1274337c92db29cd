package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `usher chat`, `usher chat host` and `usher chat contacts` as processes in pipes.
class ChatTest {
  /// Sends one, waits for one.
  private static final String LOCKSTEP_CLIENT =
      """
      import socket, sys
      client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      client.settimeout(60)
      while True:
          message = input()
          if message == 'quit':
              break
          client.sendto(message.encode('utf-8'), ('127.0.0.1', int(sys.argv[1])))
          data, address = client.recvfrom(1024)
          print('received: %s' % data.decode('utf-8'))
      client.close()
      """;

  /// Waits for one, answers it.
  private static final String LOCKSTEP_SERVER =
      """
      import socket
      server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      server.bind(('127.0.0.1', 0))
      print(server.getsockname()[1])
      while True:
          data, address = server.recvfrom(1024)
          message = data.decode('utf-8')
          print('from %s:%s: %s' % (address[0], address[1], message))
          if message == 'bye':
              break
          server.sendto(('发给你: ' + message).encode('utf-8'), address)
      """;

  /// Asks once.
  private static final String CURIOUS_CLIENT =
      """
      import socket, sys
      client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      client.settimeout(60)
      client.sendto('发给\\n@bot\\n'.encode('utf-8'), ('127.0.0.1', int(sys.argv[1])))
      print(client.recvfrom(1024)[0].decode('utf-8'))
      """;

  @TempDir Path folder;

  private Usher chat(String... arguments) throws IOException {
    String[] words = new String[arguments.length + 2];
    words[0] = "chat";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    words[words.length - 1] = "--contacts=" + book();
    return Usher.start(folder, words);
  }

  private Path book() {
    return folder.resolve("contacts.toml");
  }

  private Usher host() throws IOException {
    return chat("host", "--listen=127.0.0.1:0", "--data=" + folder);
  }

  private static String port(Piped process, String before) throws InterruptedException {
    process.awaitError(before);
    String rest = process.errors().split(before)[1];
    return rest.lines().findFirst().orElseThrow();
  }

  private static String hostPort(Piped host) throws InterruptedException {
    return port(host, "chat.text at udp://127.0.0.1:");
  }

  private static String from(String json) {
    return json.replaceAll(".*\"from\":\"([^\"]*)\".*", "$1");
  }

  @Test
  void lockstepClientsAndABotTalk() throws Exception {
    try (var host = host();
        var one = Python.start(folder, LOCKSTEP_CLIENT, hostPort(host));
        var other = Python.start(folder, LOCKSTEP_CLIENT, hostPort(host))) {
      one.type("发给 host\n");
      String first = host.line();
      other.type("me too\n");
      String second = host.line();
      assertThat(first).contains("\"text\":\"发给 host\"}");
      assertThat(second).contains("\"text\":\"me too\"}");
      host.type("@" + from(second) + " 回复二\n@" + from(first) + "  回复一\n");
      assertThat(one.line()).isEqualTo("received:  回复一");
      assertThat(other.line()).isEqualTo("received: 回复二");
      one.type("again\n");
      host.type("@" + from(host.line()) + " and again\n");
      assertThat(one.line()).isEqualTo("received: and again");
      one.type("quit\n");
      other.type("quit\n");
      assertThat(one.exit() + other.exit()).isZero();
      host.endOfInput();
      assertThat(host.exit()).as(() -> host.errors()).isZero();
      assertThat(Files.readAllLines(folder.resolve("chat/history.jsonl"))).hasSize(6);
    }
  }

  @Test
  void theBotOfTheHowToAnswers() throws Exception {
    String page = Files.readString(Path.of("../docs/how-to/write-a-chat-bot.md"));
    String bot = page.split("```python\n")[1].split("```")[0] + "\n";
    String[] command =
        Usher.command("chat", "host", "--listen=127.0.0.1:0", "--data=" + folder)
            .toArray(String[]::new);
    try (var host = Python.start(folder, bot, command);
        var client = Python.start(folder, CURIOUS_CLIENT, hostPort(host))) {
      assertThat(client.line()).matches("发给 @bot came at 2[0-9-]+T[0-9:.]+Z");
      assertThat(client.exit()).isZero();
    }
  }

  @Test
  void theClientTalksWithALockstepServer() throws Exception {
    try (var server = Python.start(folder, LOCKSTEP_SERVER)) {
      String address = "127.0.0.1:" + server.line();
      Files.writeString(book(), "\"老师\" = \"" + address + "\"\n");
      try (var client = chat("老师", "--timeout=10s")) {
        assertThat(client.type("你好\n").line()).isEqualTo("老师: 发给你: 你好");
        assertThat(client.type("\n \none\ntwo\n").line()).isEqualTo("老师: 发给你: one");
        assertThat(client.line()).isEqualTo("老师: 发给你: two");
        client.type("bye\nquit\n");
        assertThat(client.exit()).as(() -> client.errors()).isZero();
      }
      for (String said : new String[] {"你好", "one", "two", "bye"}) {
        assertThat(server.line()).endsWith(": " + said);
      }
      assertThat(server.exit()).isZero();
    }
  }

  @Test
  void twoThatListenTalkWithoutAHost() throws Exception {
    try (var one = chat("--listen=127.0.0.1:0", "127.0.0.1:1", "--timeout=1s")) {
      String first = port(one, "others write to you at udp://127.0.0.1:");
      try (var other = chat("--listen=127.0.0.1:0", "127.0.0.1:" + first)) {
        String second = port(other, "others write to you at udp://127.0.0.1:");
        other.type("hello\n");
        assertThat(one.line()).isEqualTo("127.0.0.1:" + second + ": hello");
        one.type("/to 127.0.0.1:" + second + "\nhello yourself\n");
        assertThat(other.line()).isEqualTo("127.0.0.1:" + first + ": hello yourself");
        one.type("@127.0.0.1:" + second + " and more\nquit\n");
        assertThat(other.line()).isEqualTo("127.0.0.1:" + first + ": and more");
        other.type("quit\n");
        assertThat(one.exit() + other.exit()).isZero();
      }
    }
  }

  @Test
  void whoIsNotThereIsTold() throws Exception {
    try (var nobody = Nobody.overUdp();
        var client = chat("127.0.0.1:" + nobody.getLocalPort(), "--timeout=10s")) {
      client.type("anybody?\n");
      client.awaitError("nobody listens at udp://127.0.0.1:" + nobody.getLocalPort());
      client.type("quit\n");
      assertThat(client.exit()).isOne();
    }
  }

  @Test
  void aPipeIsToldWhatItsLinesMayBe() throws Exception {
    try (var client = chat("127.0.0.1:1")) {
      for (String word : new String[] {"/who", "/history bob", "/help", "/quite"}) {
        client.type(word + "\n");
        client.awaitError(word.split(" ")[0] + " is no command of a pipe");
      }
      client.type("quit\n");
      assertThat(client.exit()).isOne();
      assertThat(client.errors()).doesNotContain("/help lists").hasLineCount(4);
    }
  }

  @Test
  void whoIsSilentIsToldOnce() throws Exception {
    try (var deaf = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var client = chat("127.0.0.1:" + deaf.getLocalPort(), "--timeout=200ms")) {
      client.type("anybody?\nagain?\n");
      client.awaitError("no answer from 127.0.0.1:" + deaf.getLocalPort() + " within 200ms");
      client.type("and again?\n").endOfInput();
      assertThat(client.exit()).isOne();
      assertThat(client.errors()).containsOnlyOnce("no answer");
    }
  }

  @Test
  void strangersMessagesAreHarmlessInAPipe() throws Exception {
    byte[] evil = "\u001b]0;owned\u0007\u202e\nfake: line\0".getBytes(UTF_8);
    try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var plain = chat("127.0.0.1:" + server.getLocalPort());
        var json = chat("127.0.0.1:" + server.getLocalPort(), "--json")) {
      for (Usher each : new Usher[] {plain, json}) {
        each.type("hello\n");
        var packet = new DatagramPacket(new byte[100], 100);
        server.receive(packet);
        server.send(new DatagramPacket(evil, evil.length, packet.getSocketAddress()));
      }
      assertThat(plain.line()).endsWith(": ^[]0;owned^G\\u202e");
      assertThat(plain.line()).isEqualTo("  fake: line^@");
      assertThat(json.line())
          .contains("\"text\":\"\\u001B]0;owned\\u0007\\u202e\\nfake: line\\u0000\"}");
    }
  }

  @Test
  void itEndsWhenNobodyReadsAnyMore() throws Exception {
    try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var client = chat("127.0.0.1:" + server.getLocalPort())) {
      client.type("hello\n");
      var packet = new DatagramPacket(new byte[100], 100);
      server.receive(packet);
      server.send(packet);
      assertThat(client.line()).endsWith(": hello");
      client.lookAway(); // although the input goes on
      server.send(packet);
      server.send(packet);
      assertThat(client.exit()).isOne();
      assertThat(client.errors()).isEmpty();
    }
  }

  @Test
  void badAnswersAreToldAndTheOthersAreSent() throws Exception {
    try (var host = host();
        var peer = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      String port = hostPort(host);
      String to = "@127.0.0.1:" + peer.getLocalPort() + " ";
      host.type("no address\n@nobody hello\n@7 hello\n@1.2.3.4:99999 hello\n" + to + "\n");
      host.type(to + "x".repeat(65_508) + "\n/who\n" + to + "good\n");
      var packet = new DatagramPacket(new byte[100], 100);
      peer.setSoTimeout(60_000);
      peer.receive(packet);
      assertThat(new String(packet.getData(), 0, packet.getLength(), UTF_8)).isEqualTo("good");
      assertThat(packet.getPort()).isEqualTo(Integer.parseInt(port));
      host.endOfInput();
      assertThat(host.exit()).isOne();
      assertThat(host.errors().lines().skip(1)).hasSize(7).allMatch(e -> e.startsWith("usher: "));
      assertThat(host.errors()).contains("\"no address\"", "called \"nobody\"", "the number 7");
    }
  }

  @Test
  void aSignalEndsTheHostWell() throws Exception {
    try (var host = host()) {
      hostPort(host);
      host.terminate();
      assertThat(host.exit()).isZero();
    }
  }

  @Test
  void oneHostKeepsAHistory() throws Exception {
    try (var host = host()) {
      hostPort(host);
      try (var second = host()) {
        assertThat(second.exit()).isOne();
        assertThat(second.errors())
            .startsWith("usher: another chat host (process ")
            .contains("--data")
            .hasLineCount(1);
      }
    }
  }

  @Test
  void theContactBookIsKept() throws Exception {
    assertThat(contacts("add", "bob", "192.168.1.5")).isEqualTo("0 ");
    assertThat(contacts("add", "anna", "lab-7:7081")).isEqualTo("0 ");
    assertThat(contacts("add", "bob", "192.168.1.6")).isEqualTo("0 ");
    assertThat(contacts("list")).isEqualTo("0 bob\t192.168.1.6\nanna\tlab-7:7081\n");
    assertThat(contacts("remove", "bob")).isEqualTo("0 ");
    assertThat(contacts("list")).isEqualTo("0 anna\tlab-7:7081\n");
    assertThat(contacts("remove", "bob")).isEqualTo("1 ");
    Files.writeString(book(), "anna = 7\n");
    assertThat(contacts("list")).isEqualTo("1 ");
  }

  private String contacts(String... words) throws Exception {
    String[] arguments = new String[words.length + 1];
    arguments[0] = "contacts";
    System.arraycopy(words, 0, arguments, 1, words.length);
    try (var process = chat(arguments)) {
      String out = process.rest();
      int exit = process.exit();
      assertThat(process.errors()).hasLineCount(exit);
      return exit + " " + out;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "host --listen=tcp://127.0.0.1, 2, where chat can listen",
    "host --listen=127.0.0.1?zone=UTC, 2, where chat can listen",
    "host --listen=192.0.2.1:1, 1, name another by --listen",
    "'', 2, say whom to talk to",
    "bob, 1, nobody is called",
    "contacts add bob tcp://h, 2, not an address",
    "contacts add 7 10.0.0.1, 2, not a name"
  })
  void whatIsWrongIsSaidInOneLine(String words, int exit, String complaint) throws Exception {
    try (var chat = words.isEmpty() ? chat() : chat((words + dataOf(words)).split(" "))) {
      assertThat(chat.exit()).isEqualTo(exit);
      assertThat(chat.errors()).startsWith("usher: ").contains(complaint).hasLineCount(1);
    }
  }

  private String dataOf(String words) {
    return words.startsWith("host") ? " --data=" + folder : "";
  }
}
