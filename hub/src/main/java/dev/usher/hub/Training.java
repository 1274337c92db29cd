package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine;

/// What the build runs once to train the ahead-of-time cache: the commands that should start fast,
/// and a hub that is asked something.
final class Training {
  private static final List<String> COMMANDS =
      List.of(
          "--version",
          "--help",
          "serve --help",
          "talk --help",
          "time --help",
          "put --help",
          "get --help",
          "ls --help",
          "chat --help",
          "command --help",
          "config show",
          "config --help",
          "lab");

  /// Each kind of value, and a comment, since a sample has many.
  private static final String CONFIG =
      """
      # what a file of settings has in it
      only = ["echo"]
      lan = false
      files.quota = "1T"
      [time.text]
      listen = ["udp://127.0.0.1:0", "tcp://127.0.0.1:0"]
      zone = "Asia/Shanghai"
      rate = 100
      """;

  // Fifty times as many make each later transfer dearer by a third: then so much is known to be
  // worth the second compiler that compiling is most of what it does.
  private static final int SMALL_FILES = 200;
  private static final int LONG_FILE = 32 * 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private Training() {}

  public static void main(String... arguments) throws IOException, InterruptedException {
    for (String command : COMMANDS) run(command.split(" "));
    chat();
    serve();
  }

  private static void run(String... arguments) {
    int exit = Main.run(arguments);
    if (exit != 0) {
      throw new IllegalStateException(
          "usher " + String.join(" ", arguments) + " ended with " + exit);
    }
  }

  /// Reads a contact book, which both sides of a chat do first.
  private static void chat() throws IOException {
    Path book = Files.createTempFile("usher-training", ".toml");
    try {
      Files.writeString(book, "bob = \"127.0.0.1:7081\"\n");
      run("chat", "contacts", "list", "--contacts=" + book);
    } finally {
      Files.delete(book);
    }
  }

  private static void serve() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("usher-training");
    Path ready = folder.resolve("ready.json");
    Path socket = folder.resolve("s");
    Path config = Files.writeString(folder.resolve("usher.toml"), CONFIG);
    var serve = new Serve();
    var command = new CommandLine(serve);
    String[] arguments = {
      "--config=" + config,
      "--data=" + folder,
      "--ready-file=" + ready,
      "--listen=time.ntp=udp://127.0.0.1:0?stratum=10",
      "--listen=echo.text=127.0.0.1:0?from=127.0.0.0/8",
      "--listen=echo.text=unix:" + socket,
      "--listen=files.native=127.0.0.1:0",
      "--listen=files.native=unix:" + folder.resolve("f")
    };
    Thread hub = Thread.ofPlatform().start(() -> command.execute(arguments));
    try {
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (!Files.exists(ready)) {
        if (System.nanoTime() > until) throw new IllegalStateException("the hub does not start");
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
      String doors = Files.readString(ready);
      talk("tcp://127.0.0.1:" + port("tcp://127.0.0.1:", doors));
      talk("udp://127.0.0.1:" + port("udp://127.0.0.1:", doors), "--timeout=200ms");
      talk("unix:" + socket);
      String ntp = port("udp://127.0.0.1:", doors.substring(doors.indexOf("time.ntp")));
      int _ = Main.run("time", "--samples=1", "--hub=127.0.0.1:" + ntp); // not checked either
      String door = port("tcp://127.0.0.1:", doors.substring(doors.indexOf("files.native")));
      files(folder, "127.0.0.1:" + door);
      run("ls", "-l", "--hub=unix:" + folder.resolve("f"), "in");
    } finally {
      serve.stop.now();
      hub.join();
      delete(folder);
    }
  }

  /// Puts and gets small files and a long one, so that what moves them is known.
  private static void files(Path folder, String hub) throws IOException {
    Path in = Files.createDirectory(folder.resolve("in"));
    for (int i = 0; i < SMALL_FILES; i++) Files.write(in.resolve("f" + i), new byte[] {1, 2, 3});
    byte[] content = new byte[LONG_FILE];
    Arrays.fill(content, (byte) 'x');
    Files.write(in.resolve("long"), content);
    run("put", "--hub=" + hub, "--durability=none", in.toString());
    var get = new Get();
    get.into = Files.createDirectory(folder.resolve("out"));
    int _ = new CommandLine(get).execute("--hub=" + hub, "--durability=none", "in");
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> tree = Files.walk(folder)) {
      all = tree.toList();
    }
    for (Path each : all.reversed()) Files.delete(each);
  }

  private static String port(String prefix, String doors) {
    int from = doors.indexOf(prefix) + prefix.length();
    return doors.substring(from, doors.indexOf('"', from));
  }

  /// Not checked: on a busy machine a datagram may come too late, and the cache is none the worse.
  private static void talk(String... arguments) {
    System.setIn(new ByteArrayInputStream("hello\n".getBytes(UTF_8)));
    String[] words = new String[arguments.length + 1];
    words[0] = "talk";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    int _ = Main.run(words);
  }
}
