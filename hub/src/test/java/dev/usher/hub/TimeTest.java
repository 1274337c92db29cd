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
  /// Whoever answers has time for it.
  private static final String PATIENT = "--timeout=20s";

  @TempDir Path folder;

  private static Outcome ask(NtpResponder... servers) throws Exception {
    return ask(8, Duration.ofSeconds(20), servers);
  }

  /// @param samples one of them must come without a stall
  private static Outcome ask(int samples, Duration timeout, NtpResponder... servers)
      throws Exception {
    List<String> names = Stream.of(servers).map(NtpResponder::name).toList();
    return ask(samples, timeout, names);
  }

  private static Outcome ask(int samples, Duration timeout, List<String> names) throws Exception {
    Asked asked = Asked.of(names, 123, null, 7123);
    NtpClient client =
        NtpClient.of(asked.servers())
            .samples(samples)
            .spacing(Duration.ofMillis(1))
            .timeout(timeout);
    return Outcome.of(client, asked);
  }

  private static String text(NtpResponder... servers) throws Exception {
    return text(ask(servers));
  }

  private static String text(Outcome outcome) {
    return new TimeText(false).whole(outcome);
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
      assertThat(text(good, other)).contains("outvoted", "three servers or more");
      Duration brief = Duration.ofMillis(500);
      assertThat(text(ask(3, brief, hostile)))
          .contains("is it an NTP server")
          .doesNotContain("\033");
      assertThat(text(ask(3, brief, good, silent)))
          .contains("right to within", "silent", "no answer to 3 questions");
    }
  }

  @Test
  void whoIsNotThereIsUnreachable() throws Exception {
    try (var nobody = Nobody.overUdp()) {
      List<String> names = List.of("127.0.0.1:" + nobody.getLocalPort());
      assertThat(text(ask(1, Duration.ofSeconds(20), names)))
          .contains("unreachable", "nobody answers", "start a hub");
    }
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
        var usher = Usher.start(folder, "time", "--json", PATIENT, server.name())) {
      String line = usher.line();
      assertThat(properties(line)).containsEntry("failure", "no time server can be believed");
      assertThat(line).contains("\"verdict\":\"unsynchronised\"", "stratum=10");
      assertThat(usher.exit()).isEqualTo(1);
    }
  }

  @Test
  void inAPipeThereIsATableAndNothingElse() throws Exception {
    try (var server = NtpResponder.ahead(Duration.ZERO);
        var usher = Usher.start(folder, "time", "--samples=2", PATIENT, server.name())) {
      assertThat(usher.line()).matches("SERVER +OFFSET +ERROR +DELAY +STRATUM +LEAP +VERDICT");
      assertThat(usher.line()).startsWith(server.name()).contains(" ± ").endsWith("believed");
      assertThat(usher.rest()).contains("now it is ").doesNotContain("\033", "asking");
      assertThat(usher.exit()).isZero();
      assertThat(usher.errors()).isEmpty();
    }
  }

  @Test
  void theLocalHubIsBelievedOnceAPersonGaveItAStratum() throws Exception {
    try (var hub = Usher.serve(folder, "--listen=time.ntp=udp://127.0.0.1:0?stratum=10")) {
      String row = hub.line();
      while (row.contains("echo.text") || row.startsWith(" ")) row = hub.line();
      assertThat(row).startsWith("time.ntp ");
      String door = row.replaceAll(".*udp://(\\d\\S+) .*", "$1");
      try (var usher =
          Usher.start(folder, "time", "--samples=3", "--json", PATIENT, "--hub=" + door)) {
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
    int port = server.address().getPort();
    try (var usher =
        Usher.start(folder, "time", "--watch", "--interval=20ms", "--samples=1", server.name())) {
      assertThat(line(usher, true)).contains(" s ± ", "delay", "stratum 2");
      server.close();
      try (var _ = Nobody.overUdp(port)) {
        assertThat(line(usher, false)).contains("no time server can be believed", "not believed");
      }
      try (var _ = NtpResponder.ahead(port, Duration.ofSeconds(3))) {
        assertThat(line(usher, true)).contains(" s ± ");
        usher.signal("INT");
        assertThat(usher.exit()).isZero();
      }
    } finally {
      server.close();
    }
  }

  /// The next line that tells an offset, or else one that tells why there is none.
  private static String line(Usher usher, boolean offset) throws Exception {
    String line = usher.line();
    while (line.contains(" ± ") != offset) line = usher.line();
    return line;
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
                PATIENT,
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
      try (var usher = Usher.start(folder, "time", "--text", "%H", "--hub=127.0.0.1:" + port)) {
        assertThat(usher.line()).isEqualTo("%H^[[2J é");
        assertThat(usher.exit()).isZero();
      }
      assertThat(asked.get()).isGreaterThan(1);
    }
  }

  @Test
  void anEmptyFormatIsAnEmptyDatagram() throws Exception {
    try (Answering door =
        Server.udp(0)
            .answer(packet -> packet.reply(("got " + packet.bytes().length).getBytes(UTF_8)))) {
      InetSocketAddress at = (InetSocketAddress) door.address();
      Asked asked = new Asked(Map.of(at, "door"));
      assertThat(TextQuestion.ask(asked, "", Piped.PATIENCE)).isEqualTo("got 0");
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
