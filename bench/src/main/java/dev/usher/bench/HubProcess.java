package dev.usher.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `usher serve` as people start it, with its data in a folder that goes with it.
final class HubProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3); // it may have to build first

  private final Path folder;
  private final Process process;
  private final String doors;

  private HubProcess(Path folder, Process process, String doors) {
    this.folder = folder;
    this.process = process;
    this.doors = doors;
  }

  /// Returns once its doors are open.
  static HubProcess start(String... arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("usher-bench");
    Path ready = folder.resolve("ready.json");
    List<String> command =
        new ArrayList<>(List.of(Contender.HOME.resolve("../usher").toString(), "serve"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data=" + folder.resolve("data"), "--ready-file=" + ready));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("USHER_JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .merge("USHER_JAVA_OPTS", String.join(" ", Contender.ALL_THREADS), (a, b) -> a + " " + b);
    Process process =
        Children.start(
            builder
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD));
    try {
      return new HubProcess(folder, process, await(process, ready));
    } catch (IOException | InterruptedException e) {
      process.destroyForcibly().waitFor();
      throw e;
    }
  }

  private static String await(Process hub, Path ready) throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(ready)) {
      boolean over = hub.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > until;
      if (over) throw new IOException("no hub");
    }
    return Files.readString(ready);
  }

  Proc proc() {
    return new Proc(process.pid());
  }

  InetSocketAddress address(String door, String scheme) throws IOException {
    String one = Pattern.quote(door) + "[^]]*" + scheme + "://127\\.0\\.0\\.1:(\\d+)";
    Matcher found = Pattern.compile(one).matcher(doors);
    if (!found.find()) throw new IOException("no " + door + " over " + scheme + " in " + doors);
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), Integer.parseInt(found.group(1)));
  }

  /// Sends SIGTERM; whether it has ended, and said that it was well.
  boolean endsWell() throws InterruptedException {
    process.destroy();
    return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Scratch.delete(folder);
  }
}
