package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Handler;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `usher command` and the door `command.text` of a hub, as processes.
class RunCommandTest {
  private static final String DOOR = "127.0.0.1:0";

  @TempDir Path folder;

  private Usher command(String address, String... arguments) throws IOException {
    String[] words = new String[arguments.length + 2];
    words[0] = "command";
    words[1] = address;
    System.arraycopy(arguments, 0, words, 2, arguments.length);
    return Usher.start(folder, words);
  }

  /// A hub with this one door, once it is open.
  private Usher serve(String address) throws IOException {
    return serve(Map.of(), address);
  }

  private Usher serve(Map<String, String> environment, String address) throws IOException {
    Usher hub =
        Usher.start(
            folder,
            environment,
            "serve",
            "--data=" + folder.resolve("data"),
            "--allow-shell",
            "--listen=command.text=" + address,
            "--only=command");
    assertThat(hub.line()).startsWith("DOOR");
    return hub;
  }

  private static String address(String row) {
    return row.replaceFirst(".*((tcp|udp)://127.0.0.1:\\d+) .*", "$1");
  }

  @Test
  void oneCommandOrEachLineOfAPipeIsAnsweredWhole() throws Exception {
    try (Usher hub = serve(DOOR)) {
      String tcp = address(hub.line());
      String udp = address(hub.line());
      for (String address : new String[] {tcp, udp}) {
        try (Usher one = command(address, "--", "echo", "你好;", "seq 1 3")) {
          assertThat(one.rest()).isEqualTo("你好\n1\n2\n3\n");
          assertThat(one.exit()).as(() -> one.errors()).isZero();
        }
      }
      try (Usher large = command(tcp, "--", "yes 12345678 | head -c 3000000; echo")) {
        assertThat(large.rest()).hasSize(3_000_001);
      }
      try (Usher pipe = command(tcp)) {
        pipe.type("echo a\n\ntrue\nquit\necho b\n");
        assertThat(pipe.rest()).isEqualTo("a\n执行成功\n");
        assertThat(pipe.exit()).isZero();
      }
    }
  }

  @Test
  void aLostLinkIsNeverSuccess() throws Exception {
    try (var server =
            Server.tcp(0)
                .start(
                    (Handler<byte[]>)
                        client -> {
                          byte[] _ = client.receive();
                        });
        Usher one = command("tcp://127.0.0.1:" + server.port(), "--", "date")) {
      assertThat(one.exit()).isOne();
      assertThat(one.errors()).contains("it is not known how the command ended").hasLineCount(1);
    }
  }

  @Test
  void answersInGbkAreUnderstoodHoweverTheyAreCut() throws Exception {
    byte[] text = "中文,你好,世界\n".getBytes(Charset.forName("GBK"));
    Handler<byte[]> bytewise =
        client -> {
          byte[] _ = client.receive();
          for (byte b : text) client.send(new byte[] {b});
        };
    try (Running server = Server.tcp(0).start(bytewise);
        Usher one = command("tcp://127.0.0.1:" + server.port(), "--", "date")) {
      assertThat(one.rest()).isEqualTo("中文,你好,世界\n");
      assertThat(one.exit()).isZero();
    }
  }

  @Test
  void anyCutGivesTheSameText() {
    for (String name : new String[] {"UTF-8", "GBK"}) {
      byte[] bytes = "a中文b世界".getBytes(Charset.forName(name));
      for (int cut = 0; cut <= bytes.length; cut++) {
        Detector detector = new Detector();
        String text =
            new String(detector.utf8(Arrays.copyOf(bytes, cut), false), UTF_8)
                + new String(
                    detector.utf8(Arrays.copyOfRange(bytes, cut, bytes.length), true), UTF_8);
        assertThat(text).as("%s cut at %d", name, cut).isEqualTo("a中文b世界");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void noProcessOutlivesTheHub(String signal) throws Exception {
    String seconds = seconds();
    try (Usher hub = serve(DOOR)) {
      try (Usher one = command(address(hub.line()), "--", "setsid sleep " + seconds)) {
        await(seconds, 1);
        hub.signal(signal);
        assertThat(hub.exit()).isZero();
        assertThat(one.rest()).contains("[usher: ended, since its client left or the hub stops]");
      }
    }
    await(seconds, 0);
  }

  @Test
  void whatAKilledHubLeftIsEndedByTheNext() throws Exception {
    String seconds = seconds();
    try (Usher hub = serve(DOOR)) {
      try (Usher _ = command(address(hub.line()), "--", "setsid sleep " + seconds)) {
        await(seconds, 1);
        hub.signal("KILL");
      }
    }
    try (Usher _ = serve(DOOR)) { // or by that of other tests on this machine
      await(seconds, 0);
    }
  }

  @Test
  void aLogThatCannotBeWrittenIsToldAndNoAnswerGoes() throws Exception {
    try (Usher hub = serve(DOOR)) {
      Path log = folder.resolve("data/command.log");
      Files.delete(log);
      Files.createDirectory(log); // as good as a full disk
      try (Usher one = command(address(hub.line()), "--", "date")) {
        assertThat(one.exit()).isOne();
        assertThat(one.errors()).contains("it ended without an answer");
      }
      hub.awaitError("usher: command.text: could not answer /127.0.0.1:");
      assertThat(hub.errors()).contains("cannot write " + log).doesNotContain("a fault of Usher's");
    }
  }

  @Test
  void nothingIsLeftEitherWhereJavaMayCallNoForeignFunction() throws Exception {
    String seconds = seconds();
    try (Usher hub = serve(Map.of("JDK_JAVA_OPTIONS", "--illegal-native-access=deny"), DOOR)) {
      String background = "setsid sleep " + seconds + " & echo well";
      try (Usher one = command(address(hub.line()), "--", background)) {
        assertThat(one.rest()).isEqualTo("well\n");
        assertThat(alive(seconds)).isZero();
      }
      assertThat(hub.errors()).doesNotContain("WARNING", "Exception");
    }
  }

  /// A time to sleep that no other process on this machine has, to know ours by.
  private static String seconds() {
    return "" + ThreadLocalRandom.current().nextLong(1_000_000_000, 10_000_000_000L);
  }

  private static void await(String seconds, int count) {
    long until = System.nanoTime() + Piped.PATIENCE.toNanos();
    while (alive(seconds) != count) {
      assertThat(System.nanoTime()).as("alive: %d", alive(seconds)).isLessThan(until);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static long alive(String seconds) {
    return ProcessHandle.allProcesses()
        .filter(p ->
            p.info().arguments().stream()
                .anyMatch(w -> w.length == 1 && w[w.length - 1].equals(seconds)))
        .count();
  }

  @ParameterizedTest
  @CsvSource({
    "--only=command, add --allow-shell",
    "--listen=command.text=127.0.0.1:0, add --allow-shell",
    "--listen=command.text=0.0.0.0:0 --allow-shell, ?from="
  })
  void withoutBeingAllowedItDoesNotOpen(String arguments, String reason) throws Exception {
    try (Usher hub =
        Usher.start(
            folder, ("serve --data=" + folder.resolve("data") + " " + arguments).split(" "))) {
      assertThat(hub.exit()).isEqualTo(2);
      assertThat(hub.errors()).startsWith("usher: command.text").contains(reason).hasLineCount(1);
    }
  }

  private static final String CLIENT =
      """
      import socket, sys
      host, port = sys.argv[2].split("//")[1].split(":")
      to = (host, int(port))
      if sys.argv[1] == "tcp":
          s = socket.create_connection(to)
      else:
          s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(to)
      for command in ["echo 你好", "true", "ls /nonexistent-中文"]:
          s.send(command.encode("utf-8"))
          print(s.recv(1024).decode(sys.argv[3]).strip())
      """;

  @ParameterizedTest
  @CsvSource({"tcp, utf-8", "udp, utf-8", "tcp, gbk", "udp, gbk"})
  void plainPythonClientsAreServed(String scheme, String encoding) throws Exception {
    try (Usher hub = serve(scheme + "://127.0.0.1:0?encoding=" + encoding)) {
      String address = address(hub.line());
      try (Python client = Python.start(folder, CLIENT, scheme, address, encoding)) {
        assertThat(client.line()).isEqualTo("你好");
        assertThat(client.line()).isEqualTo("执行成功");
        assertThat(client.line()).contains("nonexistent");
        assertThat(client.exit()).isZero();
      }
    }
  }

  private static final String SERVER =
      """
      import socket, subprocess, sys
      tcp = sys.argv[1] == "tcp"
      s = socket.socket(socket.AF_INET, socket.SOCK_STREAM if tcp else socket.SOCK_DGRAM)
      s.bind(("127.0.0.1", 0))
      if tcp: s.listen(5)
      print(s.getsockname()[1])
      def run(data):
          p = subprocess.run(data.decode("utf-8"), shell=True, capture_output=True)
          out = p.stderr or p.stdout
          return out.decode("utf-8").encode(sys.argv[2]) if out else "执行成功".encode(sys.argv[2])
      while True:
          if tcp:
              c, a = s.accept()
              while True:
                  data = c.recv(1024)
                  if not data: break
                  c.send(run(data))
              c.close()
          else:
              data, a = s.recvfrom(1024)
              s.sendto(run(data), a)
      """;

  @ParameterizedTest
  @CsvSource({"tcp, utf-8", "udp, utf-8", "tcp, gbk", "udp, gbk"})
  void ourClientIsServedByPlainPythonServers(String scheme, String encoding) throws Exception {
    try (Python server = Python.start(folder, SERVER, scheme, encoding)) {
      String address = scheme + "://127.0.0.1:" + server.line();
      try (Usher pipe = command(address)) {
        pipe.type("echo 你好\ntrue\n").endOfInput();
        assertThat(pipe.rest()).isEqualTo("你好\n执行成功\n");
        assertThat(pipe.exit()).as(() -> pipe.errors()).isZero();
      }
    }
  }
}
