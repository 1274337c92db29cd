package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The door `command.text` of a hub as a process: in a locale that knows ASCII only, and what it
/// says about who may come.
class CommandDoorTest {
  @TempDir Path folder;

  private Usher serve(Map<String, String> environment, String... doors) throws Exception {
    String[] words = new String[doors.length + 4];
    words[0] = "serve";
    words[1] = "--only=command";
    words[2] = "--allow-shell";
    words[3] = "--data=" + folder.resolve("data");
    for (int i = 0; i < doors.length; i++) words[4 + i] = "--listen=command.text=" + doors[i];
    Usher hub = Usher.start(folder, environment, words);
    assertThat(hub.line()).startsWith("DOOR");
    return hub;
  }

  private static String address(String row) {
    return row.replaceFirst(".*((tcp|udp)://127.0.0.1:\\d+) .*", "$1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GBK"})
  void inALocaleOfAsciiChineseIsUnderstoodAndAnswered(String encoding) throws Exception {
    Charset charset = Charset.forName(encoding);
    String option = "?encoding=" + encoding;
    try (Usher hub =
        serve(Map.of("LC_ALL", "C"), "tcp://127.0.0.1:0" + option, "udp://127.0.0.1:0" + option)) {
      int tcp = port(hub.line());
      int udp = port(hub.line());
      try (var stream = Client.tcp("127.0.0.1", tcp).connect();
          var packets = Client.udp("127.0.0.1", udp).connect()) {
        for (var client : List.of(stream, packets)) {
          client.send("echo 你好\n".getBytes(UTF_8));
          assertThat(client.receive()).isEqualTo("你好\n".getBytes(charset));
          client.send("true # 世界\n".getBytes(UTF_8));
          assertThat(client.receive()).isEqualTo("执行成功".getBytes(charset));
        }
      }
    }
    assertThat(Files.readString(folder.resolve("data/command.log")))
        .contains("\"command\":\"echo 你好\"", "\"command\":\"true # 世界\"");
  }

  private static int port(String row) {
    return Integer.parseInt(address(row).replaceFirst(".*:", ""));
  }

  @Test
  void theBannerSaysWhatIsOpenWhereAndToWhom() throws Exception {
    try (Usher hub =
        serve(Map.of(), "127.0.0.1:0", "tcp://127.0.0.1:0?from=127.0.0.0/30,10.0.0.0/8")) {
      String runs = " runs any command as " + System.getProperty("user.name") + ", for ";
      String all = "";
      for (String whom :
          new String[] {
            "every program on this machine",
            "every program on this machine",
            "clients from 127.0.0.0/30,10.0.0.0/8"
          }) {
        all += "usher: command.text at " + address(hub.line()) + runs + whom + "\n";
      }
      hub.awaitError(all);
      assertThat(hub.errors()).isEqualTo(all);
    }
  }

  @Test
  void lanLeavesItOnLoopback() throws Exception {
    List<String> lan = List.of("192.0.2.1", "2001:db8::1");
    Plan plan = Plans.of(Services.all(), List.of("command"), List.of(), lan);
    assertThat(plan.openings().stream().map(o -> o.address().toString()))
        .containsExactly("tcp://127.0.0.1:7514", "udp://127.0.0.1:7514");
    ShellGate.check(plan, true);
  }
}
