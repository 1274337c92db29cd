package dev.usher.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The crowd and the packets against `usher serve`, which then must end well.
final class HubLoad {
  private static final Duration PATIENCE = Duration.ofMinutes(3); // it may have to build first

  private HubLoad() {}

  static void run(Options options, Verdict verdict) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("usher-bench");
    Path ready = folder.resolve("ready.json");
    Process hub = start(folder, ready);
    try {
      String doors = await(hub, ready);
      CrowdLoad.run(address(doors, "tcp"), new Proc(hub.pid()), options, verdict);
      PacketLoad.run("echo.text", address(doors, "udp"), () -> 0, options, verdict);
      hub.destroy();
      boolean ended = hub.waitFor(20, TimeUnit.SECONDS);
      verdict.must(ended && hub.exitValue() == 0, "SIGTERM: the hub drained and said it was well");
    } finally {
      hub.destroyForcibly().waitFor();
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
      }
    }
  }

  private static Process start(Path folder, Path ready) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Contender.HOME.resolve("../usher").toString(),
            "serve",
            "--only=echo.text",
            "--listen=echo.text=tcp://127.0.0.1:0",
            "--listen=echo.text=udp://127.0.0.1:0",
            "--data=" + folder.resolve("data"),
            "--ready-file=" + ready);
    builder.environment().put("USHER_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("USHER_JAVA_OPTS", String.join(" ", Contender.ALL_THREADS));
    return builder
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String await(Process hub, Path ready) throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(ready)) {
      if (!hub.isAlive() || System.nanoTime() > until) throw new IOException("no hub");
      Thread.sleep(Duration.ofMillis(50));
    }
    return Files.readString(ready);
  }

  private static InetSocketAddress address(String doors, String scheme) throws IOException {
    Matcher found = Pattern.compile(scheme + "://127\\.0\\.0\\.1:(\\d+)").matcher(doors);
    if (!found.find()) throw new IOException("no " + scheme + " door in " + doors);
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), Integer.parseInt(found.group(1)));
  }
}
