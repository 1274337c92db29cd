package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hub set up by a file, and what it is told to be.
class ConfigTest {
  @TempDir Path folder;

  private Path file(String toml) throws Exception {
    return Files.writeString(folder.resolve("usher.toml"), toml);
  }

  @Test
  void aHubOpensWhatItsFileSays() throws Exception {
    Path ready = folder.resolve("ready");
    Path file =
        file(
            """
            data = "%s"
            ready-file = "%s"
            only = ["echo"]
            [echo.text]
            listen = ["tcp://127.0.0.1:0"]
            from = ["127.0.0.0/8"]
            [time.text]
            listen = ["udp://127.0.0.1:0"]
            zone = "Asia/Tokyo"
            """
                .formatted(folder.resolve("data"), ready));
    try (Usher hub = Usher.start(folder, "serve", "--config=" + file)) {
      assertThat(hub.line()).startsWith("DOOR");
      String echo = hub.line();
      String time = hub.line();
      assertThat(echo).startsWith("echo.text ").contains("tcp://127.0.0.1:");
      assertThat(time).startsWith("time.text ").contains("udp://127.0.0.1:");
      assertThat(ready).exists();
      assertThat(folder.resolve("data/hub.lock")).exists();
      try (var client = Client.tcp("127.0.0.1", port(echo)).connect()) {
        client.send("hello".getBytes(UTF_8));
        assertThat(client.receive()).isEqualTo("HELLO".getBytes(UTF_8));
      }
      try (var client = Client.udp("127.0.0.1", port(time)).connect()) {
        client.send("%Z".getBytes(UTF_8));
        assertThat(client.receive()).isEqualTo("JST".getBytes(UTF_8));
      }
      hub.terminate();
      assertThat(hub.exit()).isZero();
    }
  }

  private static int port(String row) {
    return Integer.parseInt(row.replaceFirst(".*//127.0.0.1:(\\d+) .*", "$1"));
  }

  @Test
  void theLimitsOfTheStoreHold() throws Exception {
    Path file = file("files.quota = \"10\"\n[files.native]\nlisten = [\"tcp://127.0.0.1:0\"]\n");
    String data = "--data=" + folder.resolve("data");
    try (Usher hub =
        Usher.start(folder, "serve", "--only=files.native", data, "--config=" + file)) {
      assertThat(hub.line()).startsWith("DOOR");
      String address = "--hub=tcp://127.0.0.1:" + port(hub.line());
      Path large = Files.writeString(folder.resolve("large"), "x".repeat(11));
      try (Usher put = Usher.start(folder, "put", address, large.toString())) {
        assertThat(put.exit()).isEqualTo(1);
        assertThat(put.rest() + put.errors()).contains("the store may take 10 more");
      }
    }
  }

  @Test
  void mistakesAreToldOneALineAndNothingIsOpened() throws Exception {
    Path file = file("lann = true\n[time.text]\nzoen = 'UTC'\n");
    for (String command : List.of("serve", "config show")) {
      try (Usher usher = Usher.start(folder, (command + " --config=" + file).split(" "))) {
        assertThat(usher.exit()).isEqualTo(2);
        assertThat(usher.rest()).isEmpty();
        assertThat(usher.errors())
            .isEqualTo(
                "usher: "
                    + file
                    + ", line 1, column 1: unknown key \"lann\"; did you mean \"lan\"?\n"
                    + "usher: "
                    + file
                    + ", line 3, column 1: unknown key \"zoen\" in [time.text]; did you mean"
                    + " \"zone\"?\n");
      }
    }
  }

  @Test
  void whereADoorCannotOpenTheFilesLineIsTold() throws Exception {
    Path file = file("[echo.text]\nlisten = [\n  \"tcp://192.0.2.1:7\"]\n");
    try (Usher usher =
        Usher.start(folder, "serve", "--data=" + folder, "--only=echo", "--config=" + file)) {
      assertThat(usher.exit()).isEqualTo(1);
      assertThat(usher.errors())
          .startsWith("usher: cannot open echo.text at tcp://192.0.2.1:7: ")
          .endsWith("; choose another address in " + file + ", line 3\n");
    }
  }

  private List<String> show(String... words) throws Exception {
    String[] all =
        Stream.concat(Stream.of("config", "show"), Arrays.stream(words)).toArray(String[]::new);
    try (Usher usher = Usher.start(folder, all)) {
      String out = usher.rest();
      assertThat(usher.exit()).as(() -> usher.errors()).isZero();
      return out.lines().map(line -> line.replaceAll(" {2,}", " | ")).toList();
    }
  }

  @Test
  void whatIsInForceIsShownWithWhoSaidSo() throws Exception {
    Path file =
        file(
            """
            only = ["echo", "time.text"]
            files.hidden = true
            [time.text]
            listen = ["udp://127.0.0.1:5?zone=UTC",
                      "tcp://127.0.0.1:6"]
            zone = "Asia/Tokyo"
            from = ["127.0.0.0/8", "10.0.0.0/8"]
            """);
    assertThat(show("--config=" + file, "--data=/srv", "--listen=echo.text=127.0.0.1:0"))
        .contains(
            "SETTING | VALUE | FROM",
            "data | /srv | --data",
            "only | echo, time.text | usher.toml:1",
            "lan | false | default",
            "ready-file | none | default",
            "files.hidden | true | usher.toml:2",
            "files.quota | none | default",
            "echo.text.listen | tcp://127.0.0.1:0 | --listen",
            " | udp://127.0.0.1:0 | --listen",
            "echo.text.from | everybody | default",
            "time.text.listen | udp://127.0.0.1:5?zone=UTC | usher.toml:4",
            " | tcp://127.0.0.1:6 | usher.toml:5",
            "time.text.zone | Asia/Tokyo | usher.toml:6",
            "time.text.from | 127.0.0.0/8, 10.0.0.0/8 | usher.toml:7",
            "time.text.rate | 20 | default",
            "command.text.listen | not open | default")
        .noneMatch(line -> line.startsWith("command.text.time"));
  }

  @Test
  void programsReadItAsJson() throws Exception {
    Path file = file("lan = false\n[time.ntp]\nstratum = 10\n");
    assertThat(show("--json", "--config=" + file, "--only=time.ntp"))
        .contains(
            "{\"table\":\"\",\"key\":\"lan\",\"value\":false,\"from\":\"" + file + ":1\"}",
            "{\"table\":\"\",\"key\":\"only\",\"value\":[\"time.ntp\"],\"from\":[\"--only\"]}",
            "{\"table\":\"time.ntp\",\"key\":\"stratum\",\"value\":10,\"from\":\"" + file + ":3\"}",
            "{\"table\":\"time.ntp\",\"key\":\"rate\",\"value\":4,\"from\":\"default\"}",
            "{\"table\":\"echo.text\",\"key\":\"listen\",\"value\":[],\"from\":[]}");
  }

  @Test
  void whatServeWouldRefuseIsToldUnderTheTable() throws Exception {
    try (Usher usher = Usher.start(folder, "config", "show", "--only=command")) {
      assertThat(usher.rest()).contains("command.text.listen");
      assertThat(usher.exit()).isEqualTo(2);
      assertThat(usher.errors()).contains("add --allow-shell").hasLineCount(1);
    }
  }

  @Test
  void nothingIsMadeByLooking() throws Exception {
    show("--data=" + folder.resolve("data"));
    assertThat(folder.resolve("data")).doesNotExist();
  }
}
