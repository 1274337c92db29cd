package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Answering;
import dev.usher.kit.Server;
import dev.usher.services.Json;
import dev.usher.services.time.NtpClient;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

class TimeTest {
  @TempDir Path folder;

  private static Outcome ask(NtpResponder... servers) throws Exception {
    Asked asked = Asked.of(Stream.of(servers).map(NtpResponder::name).toList(), 123, null, 7123);
    NtpClient client =
        NtpClient.of(asked.servers())
            .samples(2)
            .spacing(Duration.ofMillis(1))
            .timeout(Duration.ofMillis(200));
    return Outcome.of(client, asked);
  }

  private static String text(NtpResponder... servers) throws Exception {
    return new TimeText(false).whole(ask(servers));
  }

  /// The numbers and texts of the outermost object.
  private static Map<String, String> properties(String line) {
    Map<String, String> properties = new HashMap<>();
    try (JsonParser json = Json.parser(line)) {
      assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        if (json.nextToken().isStructStart()) {
          json.skipChildren();
          properties.put(name, "");
        } else {
          properties.put(name, json.getString());
        }
      }
      assertThat(json.nextToken()).isNull();
    }
    return properties;
  }

  @Test
  void aWordTellsThatThisMachineIsBehind() throws Exception {
    try (var server = NtpResponder.ahead(Duration.ofMillis(3_700))) {
      assertThat(text(server))
          .containsPattern("\\+3\\.[67]")
          .containsPattern("this machine is 3\\.[67]")
          .contains(" s behind, ± ", "believed", "none")
          .doesNotContain("\033", "not believed");
    }
  }

  @Test
  void aWordTellsThatThisMachineIsAhead() throws Exception {
    try (var server = NtpResponder.ahead(Duration.ofMillis(-3_500))) {
      assertThat(text(server)).contains("-3.", " s ahead, ± ");
    }
  }

  @Test
  void coloursAreForTerminals() throws Exception {
    try (var server = NtpResponder.ahead(Duration.ZERO)) {
      assertThat(new TimeText(true).whole(ask(server))).contains("\033[32mbelieved\033[0m");
    }
  }

  @Test
  void theUnsynchronisedAreToldWhatToStart() throws Exception {
    try (var server = NtpResponder.unsynchronised()) {
      assertThat(text(server))
          .contains("unsynchronised", "--listen 'time.ntp=udp://" + server.name() + "?stratum=10'");
      assertThat(ask(server).measured()).isNull();
    }
  }

  @Test
  void everyDoubtHasAReason() throws Exception {
    try (var good = NtpResponder.ahead(Duration.ZERO);
        var other = NtpResponder.ahead(Duration.ofSeconds(9));
        var vague = NtpResponder.vague();
        var away = NtpResponder.kissing("DENY");
        var slower = NtpResponder.kissing("RATE");
        var silent = NtpResponder.silent();
        var hostile = NtpResponder.hostile()) {
      assertThat(text(vague)).contains("vague", "wrong by 9.1 s");
      assertThat(text(away)).contains("refused", "go away", "(DENY)");
      assertThat(text(slower)).contains("come less often", "(RATE)");
      assertThat(text(silent)).contains("silent", "no answer to 2 questions");
      assertThat(text(hostile)).contains("is it an NTP server").doesNotContain("\033");
      assertThat(text(good, other)).contains("outvoted", "three servers or more");
      assertThat(text(good, silent)).contains("right to within", "silent");
    }
  }

  @Test
  void whoIsNotThereIsUnreachable() throws Exception {
    NtpResponder gone = NtpResponder.silent();
    gone.close();
    assertThat(text(gone)).contains("unreachable", "nobody answers", "start a hub");
  }

  @Test
  void programsGetSecondsWithNineDecimals() throws Exception {
    try (var server = NtpResponder.ahead(Duration.ofMillis(3_500))) {
      Map<String, String> told = properties(TimeJson.line(ask(server)));
      assertThat(told.get("offset")).matches("3\\.[45]\\d{8}");
      assertThat(told.get("error")).matches("0\\.\\d{9}");
      assertThat(told.get("delay")).matches("0\\.\\d{9}");
      assertThat(told).containsEntry("stratum", "2").containsEntry("leap", "none");
      Instant now = Instant.parse(told.get("now"));
      assertThat(now).isAfter(Instant.now().plusSeconds(2));
      assertThat(told).containsKey("servers");
    }
  }

  @Test
  void programsAreToldOfFailureAndGetExitCode1() throws Exception {
    try (var server = NtpResponder.unsynchronised();
        var usher = Usher.start(folder, "time", "--json", server.name())) {
      String line = usher.line();
      assertThat(properties(line)).containsEntry("failure", "no time server can be believed");
      assertThat(line).contains("\"verdict\":\"unsynchronised\"", "stratum=10");
      assertThat(usher.exit()).isEqualTo(1);
    }
  }

  @Test
  void inAPipeThereIsATableAndNothingElse() throws Exception {
    try (var server = NtpResponder.ahead(Duration.ZERO);
        var usher = Usher.start(folder, "time", "--samples=2", server.name())) {
      assertThat(usher.line()).matches("SERVER +OFFSET +ERROR +DELAY +STRATUM +LEAP +VERDICT");
      assertThat(usher.line()).startsWith(server.name()).contains(" ± ").endsWith("believed");
      assertThat(usher.rest()).contains("now it is ").doesNotContain("\033", "asking");
      assertThat(usher.exit()).isZero();
      assertThat(usher.errors()).isEmpty();
    }
  }

  @Test
  void theLocalHubIsBelievedOnceAPersonGaveItAStratum() throws Exception {
    try (var hub =
        Usher.serve(
            folder,
            "--listen=echo.text=127.0.0.1:0",
            "--listen=time.ntp=udp://127.0.0.1:0?stratum=10")) {
      String row = hub.line();
      while (row.contains("echo.text") || row.startsWith(" ")) row = hub.line();
      assertThat(row).startsWith("time.ntp ");
      String door = row.replaceAll(".*udp://(\\d\\S+) .*", "$1");
      try (var usher = Usher.start(folder, "time", "--samples=3", "--json", "--hub=" + door)) {
        Map<String, String> told = properties(usher.line());
        assertThat(told).containsEntry("stratum", "10");
        assertThat(Double.parseDouble(told.get("offset")))
            .isBetween(
                -Double.parseDouble(told.get("error")), Double.parseDouble(told.get("error")));
        assertThat(usher.exit()).isZero();
      }
    }
  }

  @Test
  void anUnknownHostIsToldAndItExits1() throws Exception {
    try (var usher = Usher.start(folder, "time", "no.such.host.invalid")) {
      assertThat(usher.rest()).contains("no.such.host.invalid:123", "unreachable");
      assertThat(usher.exit()).isEqualTo(1);
      assertThat(usher.errors()).hasLineCount(1).contains("no time server can be believed");
    }
  }

  @Test
  void aWatchedServerMayGoAwayAndComeBack() throws Exception {
    NtpResponder server = NtpResponder.ahead(Duration.ofSeconds(3));
    try (var usher =
        Usher.start(
            folder,
            "time",
            "--watch",
            "--interval=20ms",
            "--samples=1",
            "--timeout=200ms",
            server.name())) {
      assertThat(usher.line()).contains(" s ± ", "delay", "stratum 2");
      server.close();
      String line = usher.line();
      while (line.contains(" ± ")) line = usher.line();
      assertThat(line).contains("no time server can be believed", server.name());
      try (var back = NtpResponder.ahead(server.address().getPort(), Duration.ofSeconds(3))) {
        while (!line.contains(" ± ")) {
          assertThat(line).as("of %s", back.name()).contains("not believed");
          line = usher.line();
        }
        usher.signal("INT");
        assertThat(usher.exit()).isZero();
      }
    } finally {
      server.close();
    }
  }

  @Test
  void aWatcherGetsAJsonObjectALine() throws Exception {
    try (var server = NtpResponder.ahead(Duration.ZERO);
        var usher =
            Usher.start(
                folder,
                "time",
                "--watch",
                "--json",
                "--interval=20ms",
                "--samples=1",
                server.name())) {
      for (int i = 0; i < 3; i++) assertThat(properties(usher.line())).containsKey("offset");
      usher.terminate();
      assertThat(usher.exit()).isZero();
    }
  }

  @Test
  void onATerminalTheChartLeavesTheCursorAsItWas() throws Exception {
    try (var server = NtpResponder.ahead(Duration.ZERO);
        var usher =
            OnTerminal.start(
                folder, "time", "--watch", "--interval=20ms", "--samples=1", server.name())) {
      usher.await("●");
      usher.type("\003");
      usher.await("\033[?25h");
      assertThat(usher.exit()).isZero();
    }
  }

  @Test
  void textIsAskedForAgainWhenADatagramIsLost() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (Answering door =
        Server.udp(0)
            .answer(packet -> {
              String format = new String(packet.bytes(), UTF_8);
              if (asked.incrementAndGet() > 1) packet.reply((format + "\033[2J é").getBytes(UTF_8));
            })) {
      int port = ((InetSocketAddress) door.address()).getPort();
      try (var usher =
          Usher.start(
              folder, "time", "--text", "%H", "--timeout=300ms", "--hub=127.0.0.1:" + port)) {
        assertThat(usher.line()).isEqualTo("%H^[[2J é");
        assertThat(usher.exit()).isZero();
      }
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void anEmptyFormatIsAnEmptyDatagram() throws Exception {
    try (Answering door =
        Server.udp(0)
            .answer(packet -> packet.reply(("got " + packet.bytes().length).getBytes(UTF_8)))) {
      InetSocketAddress at = (InetSocketAddress) door.address();
      Asked asked = new Asked(Map.of(at, "door"));
      assertThat(TextQuestion.ask(asked, "", Duration.ofSeconds(5))).isEqualTo("got 0");
    }
  }

  @Test
  void nobodyAtATextDoorIsAFailure() throws Exception {
    try (var silent = NtpResponder.silent();
        var usher = Usher.start(folder, "time", "--text=", "--timeout=50ms", silent.name())) {
      assertThat(usher.exit()).isEqualTo(1);
      assertThat(usher.errors()).contains("no answer from " + silent.name()).hasLineCount(1);
    }
  }

  @Test
  void whatMakesNoSenseIsWrongUsage() throws Exception {
    for (String wrong :
        List.of("--samples=0", "--timeout=0s", "--interval=0s", "tcp://127.0.0.1", "a:0")) {
      try (var usher = Usher.start(folder, "time", wrong)) {
        assertThat(usher.exit()).as(wrong).isEqualTo(2);
        assertThat(usher.errors()).as(wrong).hasLineCount(1);
      }
    }
  }
}
