package dev.usher.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The packed launcher, before a Java that tells its locale and its words.
@EnabledOnOs(OS.LINUX)
class LauncherTest {
  private static final String JAVA = "#!/bin/sh\necho \"LC_ALL=$LC_ALL LOCPATH=$LOCPATH $0 $*\"\n";

  @TempDir private Path folder;
  private Path home = Path.of("");

  @BeforeEach
  void aPackedTree() throws IOException, Trouble {
    home = folder.resolve("with space");
    Path launcher = home.resolve("bin/usher");
    Template.copy(
        Path.of("../hub/src/pack/usher"), launcher, Map.of("VERSION", "1", "MODULES", "--x=y"));
    executable(launcher);
    Path java = home.resolve("runtime/bin/java");
    Files.createDirectories(java.getParent());
    executable(Files.writeString(java, JAVA));
    Files.createSymbolicLink(home.resolve("usher"), Path.of("bin/usher"));
  }

  @Test
  void itRunsItsOwnJavaWithAnEmptyPath() throws Exception {
    assertThat(output(home.resolve("bin/usher"), Map.of(), "ls", "a b"))
        .contains("runtime/bin/java", "-XX:+UseSerialGC --x=y", "Main ls a b")
        .doesNotContain("AOTCache");
  }

  @Test
  void theLinkBesideItNeedsNobodyToFollowIt() throws Exception {
    assertThat(output(home.resolve("usher"), Map.of(), "serve")).contains("Main serve");
  }

  @Test
  void linksFromElsewhereAreFollowed() throws Exception {
    Path first = Files.createSymbolicLink(folder.resolve("first"), home.resolve("usher"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("first"));

    assertThat(output(first, Map.of("PATH", "/usr/bin:/bin"), "serve")).contains("Main serve");
    assertThat(output(second, Map.of("PATH", "/usr/bin:/bin"), "serve")).contains("Main serve");
  }

  @Test
  void withoutItsRuntimeItSaysSo() throws Exception {
    Path lost = Files.copy(home.resolve("bin/usher"), folder.resolve("lost"));
    executable(lost);

    assertThat(output(lost, Map.of(), "serve")).contains("does not stand beside its runtime");
  }

  @Test
  void aLocaleThatIsNotUtf8OrNotThereIsReplaced() throws Exception {
    Files.createDirectory(locales().resolve("C.utf8"));
    for (String locale : List.of("", "C", "POSIX", "zh_CN.GBK", "xx_YY.UTF-8")) {
      assertThat(output(home.resolve("usher"), Map.of("LANG", locale), "ls"))
          .startsWith("LC_ALL=C.UTF-8 LOCPATH= ");
    }
  }

  @Test
  void whereThereIsNoLocaleAtAllTheOneThatCameAlongIsUsed() throws Exception {
    locales();
    assertThat(output(home.resolve("usher"), Map.of("LC_ALL", "C.UTF-8"), "ls"))
        .startsWith("LC_ALL=C.UTF-8 LOCPATH=" + home)
        .contains("/locale ");
  }

  @Test
  void aLocaleOfUtf8ThatIsThereStays() throws Exception {
    Files.createDirectory(locales().resolve("de_DE.utf8"));
    assertThat(output(home.resolve("usher"), Map.of("LANG", "de_DE.UTF-8"), "ls"))
        .startsWith("LC_ALL= LOCPATH= ");
    Files.createFile(folder.resolve("locales/locale-archive"));
    assertThat(output(home.resolve("usher"), Map.of("LC_CTYPE", "zh_CN.UTF-8"), "ls"))
        .startsWith("LC_ALL= LOCPATH= ");
  }

  @Test
  void aCacheThatIsThereIsUsedAndSilent() throws Exception {
    Files.createFile(home.resolve("usher.aot"));

    assertThat(output(home.resolve("usher"), Map.of(), "serve"))
        .contains("-XX:AOTCache=", "-Xlog:aot=off -Xlog:cds=off");
  }

  @Test
  void bothLaunchersGiveEachCommandTheSamePace() throws IOException {
    assertThat(pace("../hub/src/pack/usher")).isEqualTo(pace("../usher")).contains("put | get");
  }

  private static String pace(String launcher) throws IOException {
    String text = Files.readString(Path.of(launcher));
    return text.substring(
        text.indexOf("# Commands that are over"), text.indexOf("# shellcheck disable=SC2086"));
  }

  /// An empty folder that the launcher takes for that of the system's locales.
  private Path locales() throws IOException {
    Path locales = Files.createDirectory(folder.resolve("locales"));
    Path launcher = home.resolve("bin/usher");
    String text = Files.readString(launcher);
    Files.writeString(
        launcher, text.replace("locales=/usr/lib/locale ", "locales=" + locales + " "));
    return locales;
  }

  private static String output(Path launcher, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    String[] command = new String[words.length + 1];
    command[0] = launcher.toString();
    System.arraycopy(words, 0, command, 1, words.length);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output;
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
