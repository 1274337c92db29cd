package dev.usher.services.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.Running;
import dev.usher.kit.ServerEvents;
import dev.usher.kit.StreamConnection;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Asking;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.testkit.LeakCheck;
import dev.usher.testkit.Mischief;
import dev.usher.testkit.PacketMischief;
import dev.usher.testkit.Transcript;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandServiceTest {
  @TempDir Path folder;

  private Running open(String address) throws Exception {
    return open(folder, address);
  }

  static Running open(Path folder, String address) throws Exception {
    Door door = CommandService.create(folder.resolve("command.log")).doors().getFirst();
    Address at = Address.parse(address, door.addresses()).getFirst();
    return door.open(new Doorway(at, Set.of(), ServerEvents.none()));
  }

  static StreamConnection<byte[]> connect(Running server) throws Exception {
    return Client.at(server.address()).connect();
  }

  static void send(Connection<byte[]> client, String text) {
    client.send(text.getBytes(UTF_8));
  }

  /// Sends a command, and ends our side when the answer begins, as our client does (C3).
  private static byte[] ask(Running server, String text) throws Exception {
    try (var client = connect(server)) {
      send(client, text + "\n");
      var answer = new ByteArrayOutputStream();
      for (byte[] piece : client) {
        if (answer.size() == 0) client.endSending();
        answer.writeBytes(piece);
      }
      return answer.toByteArray();
    }
  }

  static String answer(Running server, String text) throws Exception {
    return new String(ask(server, text), UTF_8);
  }

  private static String askUdp(Running server, byte[] command) throws Exception {
    try (var client = Client.udp(server.address()).connect()) {
      client.send(command);
      byte[] answer = client.receive();
      return answer == null ? "" : new String(answer, UTF_8);
    }
  }

  @Test
  void linesAreRunInOrderAndAnUnterminatedRestAtOnce() throws Exception {
    try (var _ = LeakCheck.begin();
        var tcp = open("tcp://127.0.0.1:0")) {
      Transcript.of(
              """
              > echo 你好
              < 你好
              > printf c; printf d >&2\\c
              < d\\c
              > true\\c
              < 执行成功\\c
              > \\n\\n  \\n\\c
              > echo a\\necho b
              < a
              < b
              > cat; echo end\\c
              < end
              """)
          .play(tcp);
    }
  }

  @Test
  void aDatagramIsACommandAndGetsOneDatagram() throws Exception {
    try (var _ = LeakCheck.begin();
        var udp = open("udp://127.0.0.1:0")) {
      assertThat(askUdp(udp, "echo a\necho 好".getBytes(UTF_8))).isEqualTo("a\n好\n");
      assertThat(askUdp(udp, "true".getBytes(UTF_8))).isEqualTo("执行成功");
      String cut = askUdp(udp, "seq 1 20000".getBytes(UTF_8));
      assertThat(cut).startsWith("1\n2\n").matches("(?s).*\\[usher: cut here: \\d+ more bytes.*");
      assertThat(cut.getBytes(UTF_8).length).isLessThanOrEqualTo(65_507);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-8", "gbk", "gb18030"})
  void aLongAnswerIsCutBetweenTwoCharacters(String encoding) throws Exception {
    String letter = encoding.equals("gbk") ? "你" : "𠀀"; // of two bytes, or of four
    try (var udp = open("udp://127.0.0.1:0?encoding=" + encoding)) {
      for (String shift : List.of("", "a", "ab", "abc")) {
        try (var client = Client.udp(udp.address()).connect()) {
          send(client, "printf '" + shift + "'; yes " + letter + " | head -c 200000 | tr -d '\\n'");
          ByteBuffer answer = ByteBuffer.wrap(client.receive());
          assertThat(Charset.forName(encoding).newDecoder().decode(answer).toString())
              .matches(shift + letter + "{9999,}\n\\[usher: cut here: \\d+ more bytes .*");
        }
      }
    }
  }

  @Test
  void answersMayBeGbk() throws Exception {
    Charset gbk = Charset.forName("GBK");
    try (var tcp = open("tcp://127.0.0.1:0?encoding=gbk")) {
      assertThat(ask(tcp, "echo 你好")).isEqualTo("你好\n".getBytes(gbk));
      assertThat(ask(tcp, "true")).isEqualTo("执行成功".getBytes(gbk));
      // Not UTF-8, so it may be GBK already: it passes as it is.
      assertThat(ask(tcp, "printf '\\304\\343'")).isEqualTo("你".getBytes(gbk));
    }
  }

  @Test
  void tenMegabytesIntoBothPipesArriveWhole() throws Exception {
    try (var _ = LeakCheck.begin();
        var tcp = open("tcp://127.0.0.1:0")) {
      String both = "yes a | head -c 10000000; yes b | head -c 10000000 >&2";
      byte[] answer = ask(tcp, both);
      assertThat(answer).hasSize(10_000_000);
      assertThat(answer[9_999_998]).isEqualTo((byte) 'b');
    }
  }

  @Test
  void eachLimitHasItsOwnAnswer() throws Exception {
    try (var _ = LeakCheck.begin();
        var brief = open("tcp://127.0.0.1:0?time=300ms");
        var small = open("tcp://127.0.0.1:0?output=1000");
        var slow = open("tcp://127.0.0.1:0?concurrent=1")) {
      assertThat(answer(brief, "exec >&- 2>&-; sleep 1000")).contains("300 ms, the time limit");
      assertThat(answer(small, "yes")).startsWith("y\n").contains("output limit");
      Orphans sleep = new Orphans();
      try (var busy = connect(slow)) {
        send(busy, "sleep " + sleep.seconds());
        sleep.await(1);
        assertThat(answer(slow, "echo a")).contains("not run: 1 commands run already");
      }
      sleep.await(0);
    }
  }

  @Test
  void whatWasWrittenWhenTheTimeIsOverIsTold() throws Exception {
    CommandOptions options = CommandOptions.of(Map.of("time", "300ms"));
    Orphans sleep = new Orphans();
    Child child = Child.start("echo a; sleep " + sleep.seconds(), options, new AtomicLong(1_000));
    sleep.await(1);
    Verdict verdict = child.await(options.time());
    assertThat(new String(new Answer(options, 1_000).of(child, verdict), UTF_8))
        .isEqualTo("a\n[usher: ended after 300 ms, the time limit]");
    assertThat(sleep.alive()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\ntouch evil\n",
        "GET http://127.0.0.1:7514/ HTTP/1.0\n",
        "\026\003\001\necho a\n"
      })
  void whatABrowserSendsIsRefusedAndClosed(String text) throws Exception {
    try (var tcp = open("tcp://127.0.0.1:0");
        var client = connect(tcp)) {
      send(client, text);
      var answer = new StringBuilder();
      for (byte[] piece : client) answer.append(new String(piece, UTF_8));
      assertThat(answer.toString()).startsWith("[usher: ").doesNotContain("a\n");
    }
    assertThat(Files.readString(folder.resolve("command.log"))).isEmpty();
  }

  @Test
  void everyCommandIsNotedOnOneLine() throws Exception {
    try (var tcp = open("tcp://127.0.0.1:0")) {
      answer(tcp, "printf '\\n'; exit 3 # \"\u2028");
    }
    try (var brief = open("tcp://127.0.0.1:0?time=300ms")) {
      answer(brief, "sleep 1000");
    }
    List<String> lines = Files.readAllLines(folder.resolve("command.log"));
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .matches("\\{\"time\":\"2.*Z\",\"from\":\"/127.0.0.1:\\d+\",\"command\":\".*\",.*}")
        .contains("\"status\":3", "\\\"\\u2028", "\"ended\":\"exited\"", "\"stdout\":1");
    assertThat(lines.getLast()).contains("\"ended\":\"time\"", "\"status\":137");
  }

  @Test
  void badPeersHurtNobody() throws Exception {
    byte[] sample = "echo hello, everybody\n".getBytes(UTF_8);
    try (var leaks = LeakCheck.begin();
        var tcp = open("tcp://127.0.0.1:0");
        var udp = open("udp://127.0.0.1:0")) {
      for (Mischief mischief : Mischief.all()) {
        mischief.meet(tcp.address(), sample, Duration.ofMillis(200));
        assertThat(answer(tcp, "echo well")).as("after %s", mischief).isEqualTo("well\n");
      }
      leaks.idle(tcp);
      for (PacketMischief mischief : PacketMischief.all()) {
        mischief.meet((InetSocketAddress) udp.address(), sample, Duration.ofMillis(200));
        byte[] answer = Asking.untilAnswered(udp.address(), "echo well".getBytes(UTF_8));
        assertThat(new String(answer, UTF_8)).isEqualTo("well\n");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"time=5", "time=0s", "output=1G", "concurrent=0", "encoding=latin1"})
  void anOptionThatMakesNoSenseIsToldSo(String option) {
    assertThatThrownBy(() -> open("tcp://127.0.0.1:0?" + option).close())
        .isInstanceOf(AddressException.class)
        .hasMessageContaining(option.replaceAll("=.*", ""));
  }

  @Test
  void aUnixSocketIsServedToo() throws Exception {
    try (var unix = open("unix:" + folder.resolve("door"))) {
      assertThat(answer(unix, "echo 你好")).isEqualTo("你好\n");
    }
    assertThat(Files.readString(folder.resolve("command.log"))).contains("\"command\":\"echo 你好\"");
  }

  @Test
  void theOutputOfAllCommandsTogetherIsLimited() throws Exception {
    var budget = new AtomicLong(1_000);
    CommandOptions options = CommandOptions.of(Map.of());
    Child child = Child.start("yes", options, budget);
    assertThat(child.await(Duration.ofSeconds(60))).isEqualTo(Verdict.OUTPUT);
    child.forget();
    assertThat(budget).hasValue(1_000);
  }

  @Test
  void aCommandThatCannotBeNotedGivesBackWhatItHeld() throws Exception {
    Path log = folder.resolve("command.log");
    var budget = new AtomicLong(1_000);
    Shell shell = new Shell(CommandOptions.of(Map.of()), new CommandLog(log), budget);
    Files.delete(log);
    Files.createDirectory(log);
    var from = new InetSocketAddress("127.0.0.1", 5000);
    assertThatThrownBy(() -> shell.run("echo a", from, new CompletableFuture<>(), 100))
        .isInstanceOf(IOException.class);
    assertThat(budget).hasValue(1_000);
  }
}
