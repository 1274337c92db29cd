package dev.usher.services.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.usher.kit.Server;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store where its surroundings are others: see [StoreProbe].
class StoreProcessTest {
  private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

  @TempDir private Path folder;

  @Test
  void aLocaleWithoutUnicodeIsRefused() throws Exception {
    assertThat(run(Map.of("LC_ALL", "C"), probe(NATIVE, "open")))
        .singleElement()
        .asString()
        .startsWith("FAILED: the locale's encoding, ANSI_X3.4-1968, ")
        .endsWith("set LC_ALL=C.UTF-8, and start again");
    assertThat(run(Map.of("LC_ALL", "C.UTF-8"), probe(NATIVE, "open"))).containsExactly("opened");
  }

  @Test
  void withoutTheRightToCallTheSystemItWorksToo() throws Exception {
    List<String> said =
        run(Map.of("LC_ALL", "C.UTF-8"), probe("--illegal-native-access=deny", "use"));
    assertThat(said).containsExactly("linux false", "a/b", "a/b (2)", "2", "[a, a/b, a/b (2), ü]");
  }

  @Test
  void aFullDiskIsToldAndTheTransferGoesOnWhenThereIsSpace() throws Exception {
    assertThat(run(Map.of("LC_ALL", "C.UTF-8"), mounted(folder, probe(NATIVE, "fill"))))
        .containsExactly(
            "full",
            "NO_SPACE",
            "old true",
            "NO_SPACE",
            "resumed 2",
            "sent [2, 3, 4, 5]",
            "new true");
  }

  @Test
  void aFolderOnAnotherFileSystemIsToldAtTheBeginning() throws Exception {
    Path mount = Files.createDirectories(folder.resolve("files/mounted"));
    assertThat(run(Map.of("LC_ALL", "C.UTF-8"), mounted(mount, probe(NATIVE, "cross"))))
        .containsExactly(
            "FAILED: mounted/new/a is on another file system than the partial files;"
                + " nothing can be put there",
            "FAILED",
            "stored",
            "[c, mounted][]");
  }

  /// The command with a small file system of its own in a folder; the test is skipped where that
  /// cannot be had.
  private static List<String> mounted(Path where, List<String> command) throws Exception {
    List<String> mounted = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c"));
    mounted.add("mount -t tmpfs -o size=10m none \"$0\" && exec \"$@\"");
    mounted.add(where.toString());
    List<String> trial = new ArrayList<>(mounted);
    trial.add("true");
    assumeTrue(exit(trial) == 0, "skipped: a file system cannot be mounted here");
    mounted.addAll(command);
    return mounted;
  }

  private List<String> probe(String option, String what) {
    String classes =
        String.join(File.pathSeparator, place(Store.class), place(Server.class), tests());
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-Dstdout.encoding=UTF-8",
        option,
        "-cp",
        classes,
        StoreProbe.class.getName(),
        what,
        folder.toString());
  }

  private static String place(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  /// They patch a module, so that their code source is that of the module.
  private static String tests() {
    String name = StoreProbe.class.getName().replace('.', '/') + ".class";
    String place = StoreProbe.class.getResource("StoreProbe.class").toString();
    return Path.of(URI.create(place.substring(0, place.length() - name.length()))).toString();
  }

  private static int exit(List<String> command) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")), "skipped: there is no unshare");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> run(Map<String, String> environment, List<String> command)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    } finally {
      process.destroyForcibly();
    }
  }
}
