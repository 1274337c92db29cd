package dev.usher.testkit.contract;

import dev.usher.kit.Server;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Starts a [ChildServer] and listens to it.
final class Child implements AutoCloseable {
  private final Process process;
  private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final Thread listener;
  final InetSocketAddress lines;
  final InetSocketAddress lengths;
  final InetSocketAddress everywhere;
  final String fallback;

  /// @param before a shell command that comes first, such as a limit
  /// @param option for its JVM
  Child(String before, String option) throws IOException {
    URI kit = place(Server.class);
    String path = Path.of(kit) + File.pathSeparator + Path.of(place(ChildServer.class));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String main = ChildServer.class.getName();
    // "$0" and "$@" are what comes after the command: no quoting, and exec leaves one process.
    List<String> command =
        List.of(
            "sh",
            "-c",
            before + " && exec \"$0\" \"$@\"",
            java,
            option,
            "-cp",
            path,
            main,
            kit.toString());
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    listener = Thread.ofPlatform().name("listening to a child").start(this::listen);
    fallback = await("fallback"); // no child has all the options that the best takes
    String[] ready = await("ready").split(" ");
    lines = at(ready[1]);
    lengths = at(ready[2]);
    everywhere = at(ready[3]);
  }

  private static URI place(Class<?> type) {
    return URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
  }

  private static InetSocketAddress at(String port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
  }

  private void listen() {
    try (BufferedReader out = process.inputReader()) {
      for (String line; (line = out.readLine()) != null; ) said.add(line);
    } catch (IOException e) {
      said.add("broken: " + e);
    }
  }

  /// The next line that begins with this.
  String await(String beginning) {
    try {
      while (true) {
        String line = said.poll(Wait.LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) throw new AssertionError("the child never said " + beginning);
        if (line.startsWith(beginning)) return line;
      }
    } catch (InterruptedException e) {
      throw new AssertionError("the test was interrupted", e);
    }
  }

  /// Bytes of heap in use after a collection.
  long heap() {
    OutputStream in = process.getOutputStream();
    try {
      in.write("heap\n".getBytes(StandardCharsets.US_ASCII));
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the child has gone", e);
    }
    return Long.parseLong(await("heap").split(" ")[1]);
  }

  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /// The beginnings of its threads' names.
  Set<String> threads() throws IOException {
    Set<String> names = new HashSet<>();
    try (Stream<Path> all = Files.list(Path.of("/proc", "" + process.pid(), "task"))) {
      for (Path thread : all.toList()) {
        try {
          names.add(Files.readString(thread.resolve("comm")).strip());
        } catch (IOException _) {
          // it has ended meanwhile, as the compilers' do
        }
      }
    }
    return names;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(Wait.LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      listener.join();
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    process.getErrorStream().close();
  }
}
