package dev.usher.services.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Either side, or both, ends by SIGKILL at a seeded moment of a transfer, and the next attempt
/// goes on. `-Dkills=50` does it fifty times for each victim.
class KillTest {
  private static final int KILLS = Integer.getInteger("kills", 1);
  private static final long SEED = Long.getLong("seed", 1);
  private static final int SIZE = 100 * Blocks.SIZE + 12_345;
  private static final int CHECKPOINT = 64 * Blocks.SIZE;

  @TempDir Path folder;

  private enum Victim {
    SOURCE,
    SINK,
    BOTH
  }

  @Test
  @Timeout(3600)
  void nothingHasItsNameBeforeItIsWholeAndTheNextAttemptGoesOn() throws Exception {
    Random random = new Random(SEED);
    Path file = folder.resolve("file");
    byte[] content = new byte[SIZE];
    random.nextBytes(content);
    Files.write(file, content);
    long again = 0;
    for (int i = 0; i < KILLS; i++) {
      for (Victim victim : Victim.values()) {
        boolean put = random.nextBoolean();
        Path scratch = Files.createDirectory(folder.resolve(i + "-" + victim));
        again = Math.max(again, round(scratch, file, victim, put, random.nextLong(SIZE + 1L)));
        delete(scratch);
      }
    }
    System.out.println("kills: " + 3 * KILLS + ", at most " + again + " bytes sent again");
  }

  /// Returns how many verified bytes had to be sent again.
  private static long round(Path scratch, Path file, Victim victim, boolean put, long moment)
      throws Exception {
    Path data = scratch.resolve("hub");
    Path into = Files.createDirectory(scratch.resolve("into"));
    Path target = put ? data.resolve("files/file") : into.resolve("file");
    if (!put) {
      Files.createDirectories(data.resolve("files"));
      Files.copy(file, data.resolve("files/file"));
    }
    long verified;
    try (Side hub = new Side("hub", data, 0)) {
      int port = Integer.parseInt(hub.await("listening "));
      try (Side client = client(put, port, file, into)) {
        verified = client.awaitVerified(moment);
        if (victim != (put ? Victim.SOURCE : Victim.SINK)) hub.kill();
        if (victim != (put ? Victim.SINK : Victim.SOURCE)) client.kill();
        client.end();
      }
    }
    if (Files.exists(target)) assertThat(target).hasSameBinaryContentAs(file);
    try (Side hub = new Side("hub", data, 0)) {
      int port = Integer.parseInt(hub.await("listening "));
      try (Side client = client(put, port, file, into)) {
        String begun = client.await("begun ");
        client.await("stored ");
        assertThat(target).hasSameBinaryContentAs(file);
        try (Stream<Path> left = Files.list(target.getParent())) {
          assertThat(left).containsExactly(target);
        }
        long again = Math.max(0, verified - Long.parseLong(begun));
        // What was published before the kill is compared, and not gone on with.
        if (begun.equals("0") && verified >= SIZE - CHECKPOINT) return 0;
        assertThat(again).isLessThanOrEqualTo(CHECKPOINT);
        return again;
      }
    }
  }

  private static Side client(boolean put, int port, Path file, Path into) throws IOException {
    return put ? new Side("put", port, file) : new Side("get", port, "file", into);
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> tree = Files.walk(folder)) {
      all = new ArrayList<>(tree.toList());
    }
    for (Path each : all.reversed()) Files.delete(each);
  }

  /// A [FileChild].
  private static final class Side implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    Side(Object... words) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-cp"));
      command.add(
          Stream.of(dev.usher.kit.Server.class, FileClient.class, FileChild.class)
              .map(Side::place)
              .distinct()
              .reduce((a, b) -> a + File.pathSeparator + b)
              .orElseThrow());
      command.add(FileChild.class.getName());
      for (Object word : words) command.add(word.toString());
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      lines = process.inputReader();
    }

    private static String place(Class<?> type) {
      String place = type.getProtectionDomain().getCodeSource().getLocation().toString();
      String path = Path.of(java.net.URI.create(place)).toString();
      // Tests run as part of the module that they test, whose place is one.
      String tests = path.replaceAll("/classes$", "/test-classes");
      return type == FileChild.class ? tests : path;
    }

    /// What follows the first line with this beginning.
    String await(String beginning) throws IOException {
      for (String line; (line = lines.readLine()) != null; ) {
        if (line.startsWith(beginning)) return line.substring(beginning.length());
      }
      throw new AssertionError("it never said " + beginning);
    }

    /// Waits until so many bytes are verified, or all is over; returns how many they are.
    long awaitVerified(long bytes) throws IOException {
      long verified = 0;
      for (String line; verified < bytes && (line = lines.readLine()) != null; ) {
        if (line.startsWith("verified ")) verified = Long.parseLong(line.substring(9));
        if (line.startsWith("stored ")) return verified;
      }
      return verified;
    }

    /// Leaves what it has said to be read.
    void kill() {
      process.toHandle().destroyForcibly();
    }

    /// Waits for its end.
    void end() throws IOException, InterruptedException {
      while (lines.readLine() != null) {}
      process.waitFor();
    }

    @Override
    public void close() {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
