package dev.usher.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  private static final Path FILE = Path.of("usher.toml");
  private static final Known KNOWN = Known.of(Services.all());

  @TempDir Path folder;

  private static Settings settings(String toml) throws Complaint {
    return Settings.of(KNOWN, ConfigFile.parse(FILE, toml, KNOWN));
  }

  private static List<String> openings(String toml) throws Complaint {
    return settings(toml).plan(Services.all()).openings().stream()
        .map(each -> each.door().name() + " " + each.address().withOptions())
        .toList();
  }

  private static List<String> complaints(String toml) {
    try {
      ShellGate.check(settings(toml).plan(Services.all()), settings(toml).allowShell());
      return List.of();
    } catch (Complaint e) {
      assertThat(e.exitCode()).isEqualTo(2);
      return e.lines();
    }
  }

  @Test
  void anEmptyFileChangesNothing() throws Exception {
    List<String> usual = openings("");
    assertThat(usual).hasSize(9).contains("echo.text tcp://127.0.0.1:7007");
    assertThat(openings("[time.text]\n[files]\n")).isEqualTo(usual);
    assertThat(settings("").data()).isEqualTo(DataFolder.usual());
  }

  @Test
  void aTableIsADoorWithItsOptions() throws Exception {
    assertThat(
            openings(
                """
                only = ["echo.text"]
                [time.text]
                listen = ["udp://0.0.0.0:7014", "tcp://[::1]:7014?zone=UTC"]
                zone = "Asia/Shanghai"
                from = ["192.168.0.0/16", "10.0.0.0/8"]
                rate = 0.5
                [echo.text]
                burst = 7
                """))
        .containsExactly(
            "echo.text tcp://127.0.0.1:7007",
            "echo.text udp://127.0.0.1:7007?burst=7",
            "time.text udp://0.0.0.0:7014"
                + "?zone=Asia/Shanghai&from=192.168.0.0/16,10.0.0.0/8&rate=0.5",
            "time.text tcp://[::1]:7014?zone=UTC&from=192.168.0.0/16,10.0.0.0/8");
  }

  @Test
  void theHubItselfIsAtTheTop() throws Exception {
    Settings settings =
        settings(
            """
            data = "/srv/usher"
            lan = true
            allow-shell = true
            ready-file = "/run/ready"
            files.quota = "2T"
            files.hidden = true
            """);
    assertThat(settings.data()).isEqualTo(Path.of("/srv/usher"));
    assertThat(settings.readyFile()).isEqualTo(Path.of("/run/ready"));
    assertThat(settings.lan()).isTrue();
    assertThat(settings.allowShell()).isTrue();
    assertThat(settings.limits().quota()).isEqualTo(2L << 40);
    assertThat(settings.limits().hidden()).isTrue();
    assertThat(settings.limits().keepFree()).isEqualTo(64L << 20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[time.text]\\nzoen = 'UTC'|2, column 1: unknown key \"zoen\" in [time.text]; did you mean"
            + " \"zone\"?",
        "lann = true|1, column 1: unknown key \"lann\"; did you mean \"lan\"?",
        "[time.txt]\\nrate = 5|1, column 1: unknown table [time.txt]; did you mean [time.text]?",
        "[tiem.text]\\nrate = 5|1, column 1: unknown table [tiem.text]; did you mean [time.text]?",
        "[TIME.Text]\\nrate = 5|1, column 1: unknown table [TIME.Text]; did you mean [time.text]?",
        "[chat.text]\\nrate = 5|1, column 1: unknown table [chat.text]; there are echo.text",
        "listen = ['h:1']|1, column 1: unknown key \"listen\"; it belongs in the table of a door, as"
            + " in [echo.text]",
        "''.lan = true|1, column 1: unknown table []; there are echo.text",
        "'' = 1|1, column 1: unknown key \"\"; there are data",
        "x = 1|1, column 1: unknown key \"x\"; there are data, only",
        "[clock.radio]\\nx=1|1, column 1: unknown table [clock.radio]; there are"
            + " echo.text, time.text",
        "['time.text']\\nzone='UTC'|1, column 1: write [time.text], without quotes",
        "[time.text]\\nlan = true|2, column 1: unknown key \"lan\" in [time.text]; it belongs at"
            + " the top, above the first [table]",
        "[time]\\nzone = 'UTC'|2, column 1: unknown key \"zone\" in [time]; it belongs in"
            + " [time.text] or in [time.daytime]",
        "[echo.text]\\nzone = 'UTC'|2, column 1: unknown key \"zone\" in [echo.text]; it belongs"
            + " in [time.text]",
        "[echo]\\nxyz = 1|2, column 1: unknown key \"xyz\" in [echo]; it has none but its doors'"
            + " own: echo.text",
        "[files]\\ncolour = 1|2, column 1: unknown key \"colour\" in [files]; there are quota",
        "time = 5|1, column 1: [time] is a table, not the number 5",
        "[[time.text]]\\nzone = 'UTC'|1, column 1: [time.text] is a table, not a list",
        "lan = 'yes'|1, column 1: lan is true or false, and this is the text \"yes\"",
        "lan = 'true'|; write lan = true",
        "data = 5|1, column 1: data is text in quotes, and this is the number 5",
        "[echo.text]\\nrate = '50'|2, column 1, in [echo.text]: rate is a number, and this is the"
            + " text \"50\"; write rate = 50",
        "[echo.text]\\nrate = inf|rate is a number",
        "[echo.text]\\nfrom = '10.0.0.0/8'|; write from = [\"10.0.0.0/8\"]",
        "[echo.text]\\nfrom = [ '::1', # me\\n  7]|3, column 3, in [echo.text]: from is a list of"
            + " texts, and this is the number 7",
        "[echo.text]\\nlisten = []|2, column 1, in [echo.text]: listen is empty",
        "[echo.text]\\nlisten = [\\n# here\\n 'tcp://h:1',\\n 'h:x' ]|5, column 2, in [echo.text]:"
            + " the address \"h:x\" has the port \"x\"",
        "[echo.text]\\nlisten = ['tcp://h:1?zone=UTC']|no option \"zone\" but burst, from",
        "[echo.text]\\nlisten = ['tcp://h:1?rate=5']|2, column 11, in [echo.text]: ?rate= limits"
            + " datagrams",
        "[echo.text]\\nrate = 0|2, column 1, in [echo.text]: rate=0 is not a number of packets",
        "[time.text]\\nzone = 'Asia/Shanghia'|try zone=Asia/Shanghai",
        "[time.ntp]\\nstratum = 16|stratum=16 is not a stratum",
        "[files]\\nquota = '5 GB'|quota=5 GB is not a number of bytes like 64k or 16M",
        "[command.text]\\ntime = '1y'|time=1y is not a time like",
        "only = ['ehco']|no service or door is called \"ehco\"",
        "data = '~/usher'|begins with ~",
        "data = ''|data names no place",
        "lan = yes|1, column 7: Unexpected 'y', expected \"text in quotes\", a number",
        "lan = true\\nlan = false|2, column 1: lan previously defined at line 1",
        "\"a\\q\" = 1|escape sequence '\\q'",
        "[time.text|1, column 11: Unexpected end of input, expected ]"
      })
  void whatIsWrongIsSaidWithItsPlace(String toml, String complaint) {
    List<String> all = complaints(toml.replace("\\n", "\n"));
    assertThat(all).hasSize(1);
    assertThat(all.getFirst()).startsWith("usher.toml, line ").contains(complaint);
  }

  @Test
  void allMistakesAreTold() {
    assertThat(
            complaints("[time.text]\nrate = true\nzoen = 1\nzone = 'x'\nlan = true\n[time]\na = 1"))
        .extracting(line -> line.replaceFirst("usher.toml, line (\\d).*", "$1"))
        .containsExactly("2", "3", "4", "5", "7");
    assertThat(complaints("k".repeat(3) + " = 1\n" + many(30)))
        .hasSize(11)
        .last()
        .isEqualTo("usher.toml: and 21 mistakes more");
  }

  private static String many(int count) {
    StringBuilder toml = new StringBuilder();
    for (int i = 0; i < count; i++) toml.append("unknown").append(i).append(" = 1\n");
    return toml.toString();
  }

  @Test
  void theGatesHoldForAFileToo() {
    String off = "[command.text]\nlisten = [\"tcp://0.0.0.0:7514\"]\n";
    assertThat(complaints(off).getFirst())
        .contains("write allow-shell = true at the top of usher.toml");
    assertThat(complaints("allow-shell = true\n" + off).getFirst())
        .contains("say whose, as in from = [\"192.168.0.0/16\"] in [command.text] of usher.toml");
    assertThat(complaints("allow-shell = true\n" + off + "from = [\"10.0.0.0/8\"]\n")).isEmpty();
    assertThat(complaints("only = [\"command\"]\n").getFirst()).contains("allow-shell");
    assertThat(complaints("[command.text]\ntime = \"5s\"\n")).isEmpty();
  }

  @Test
  void theCommandLineWins() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("usher.toml"),
            """
            only = ["time.text"]
            lan = true
            [time.text]
            zone = "Asia/Shanghai"
            listen = ["tcp://127.0.0.1:1", "udp://127.0.0.1:2"]
            [echo.text]
            listen = ["unix:/tmp/s"]
            """);
    assertThat(opened(file))
        .containsExactly(
            "echo.text unix:/tmp/s",
            "time.text tcp://127.0.0.1:1?zone=Asia/Shanghai",
            "time.text udp://127.0.0.1:2?zone=Asia/Shanghai");
    assertThat(opened(file, "--listen=time.text=udp://127.0.0.1:9?rate=5"))
        .containsExactly(
            "echo.text unix:/tmp/s", "time.text udp://127.0.0.1:9?zone=Asia/Shanghai&rate=5");
    assertThat(opened(file, "--listen=time.text=udp://127.0.0.1:9?zone=UTC"))
        .contains("time.text udp://127.0.0.1:9?zone=UTC");
    assertThat(opened(file, "--only=echo,files.upload", "--listen=time.ntp=127.0.0.1:0"))
        .containsExactly(
            "echo.text unix:/tmp/s",
            "time.ntp udp://127.0.0.1:0",
            "files.upload tcp://127.0.0.1:7020");
  }

  private static List<String> opened(Path file, String... words) throws Complaint {
    String[] all = new String[words.length + 2];
    all[0] = "--config=" + file;
    all[1] = "--no-lan";
    System.arraycopy(words, 0, all, 2, words.length);
    Plan plan = Plan.of(Services.all(), Plans.told(Services.all(), all), List.of());
    return plan.openings().stream()
        .map(each -> each.door().name() + " " + each.address().withOptions())
        .toList();
  }

  @Test
  void whatHoldsForDatagramsOrNetworksOnlyIsLeftOutElsewhere() throws Exception {
    assertThat(
            openings(
                """
                only = ["echo"]
                [echo.text]
                listen = ["unix:/tmp/s", "tcp://127.0.0.1:0", "udp://127.0.0.1:0"]
                from = ["127.0.0.0/8"]
                rate = 5
                """))
        .containsExactly(
            "echo.text unix:/tmp/s",
            "echo.text tcp://127.0.0.1:0?from=127.0.0.0/8",
            "echo.text udp://127.0.0.1:0?from=127.0.0.0/8&rate=5");
  }

  @Test
  void aFileThatCannotBeUsedIsToldInOneLine() throws Exception {
    assertThat(unusable(folder.resolve("none"))).endsWith("there is no such file");
    assertThat(unusable(folder)).endsWith("it is a folder");
    byte[] latin1 = {'#', (byte) 0xe4, '\n'};
    assertThat(unusable(Files.write(folder.resolve("latin"), latin1))).contains("not UTF-8");
    Path large = Files.writeString(folder.resolve("large"), "#" + "x".repeat(1 << 20));
    assertThat(unusable(large)).endsWith("longer than 1 MiB");
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
    assertThat(unusable(loop)).matches("--config: cannot use " + loop + ": (?!.*loop).*");
    Path nested = Files.writeString(folder.resolve("nested"), "a = " + "[".repeat(100_000));
    assertThat(unusable(nested)).endsWith("brackets are nested too deeply");
  }

  private static String unusable(Path file) {
    try {
      return "read: " + ConfigFile.read(file, KNOWN);
    } catch (Complaint e) {
      assertThat(e.exitCode()).isEqualTo(2);
      assertThat(e.lines()).hasSize(1);
      return e.getMessage();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ufefflan = true\n", "lan = true\r\n# end\r\n", "lan = true"})
  void filesOfOtherSystemsAreRead(String toml) throws Exception {
    assertThat(settings(toml).lan()).isTrue();
  }

  @Test
  void originsAreKept() throws Exception {
    Word word = settings("\n[time.text]\nzone = 'UTC'\n").told().words("time.text", "zone").get(0);
    assertThat(word).isEqualTo(new Word("UTC", new Origin.InFile(FILE, 3, 1)));
    assertThat(word.origin().brief()).isEqualTo("usher.toml:3");
  }
}
