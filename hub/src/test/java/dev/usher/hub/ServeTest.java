package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.usher.kit.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `usher serve` as a process, met by the tools that people have.
class ServeTest {
  @TempDir Path folder;

  @Test
  void itShowsOneTableOfDoorsAndHowToTryThem() throws Exception {
    Path socket = folder.resolve("s");
    try (Usher hub = Usher.serve(folder, "--listen=echo.text=unix:" + socket)) {
      assertThat(hub.line()).matches("echo.text +tcp://127.0.0.1:(\\d+) +nc 127.0.0.1 \\1");
      assertThat(hub.line()).matches(" +udp://127.0.0.1:(\\d+) +nc -u 127.0.0.1 \\1");
      assertThat(hub.line()).matches(" +unix:" + socket + " +nc -U " + socket);
      hub.terminate();
      assertThat(hub.rest()).isEmpty();
      assertThat(hub.exit()).isZero();
      assertThat(hub.errors()).isEqualTo("usher: stopped\n");
      assertThat(socket).doesNotExist();
    }
  }

  @Test
  void theReadyFileTellsWhereTheDoorsAreUntilTheHubStops() throws Exception {
    Path ready = folder.resolve("ready.json");
    Files.writeString(ready, "left by a hub that was killed");
    Path socket = folder.resolve("a\"b");
    try (Usher hub =
        Usher.serve(folder, "--listen=echo.text=unix:" + socket, "--ready-file=" + ready)) {
      assertThat(Files.readString(ready))
          .matches(
              "\\{\"doors\":\\{\"echo.text\":\\[\"tcp://127.0.0.1:[1-9]\\d*\","
                  + "\"udp://127.0.0.1:[1-9]\\d*\",\"unix:.*a\\\\\"b\"]}}\n");
      hub.terminate();
      assertThat(hub.exit()).isZero();
      assertThat(ready).doesNotExist();
    }
  }

  @Test
  void aStaleReadyFileIsGoneWhenADoorCannotOpen() throws Exception {
    Path ready = Files.writeString(folder.resolve("ready.json"), "old");
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "tcp://127.0.0.1:" + taken.getLocalPort();
      assertThat(failure(1, "--listen=echo.text=" + address, "--ready-file=" + ready))
          .contains("cannot open echo.text at " + address)
          .contains("Address already in use");
    }
    assertThat(ready).doesNotExist();
  }

  @Test
  void netcatIsAnswered() throws Exception {
    assumeTrue(tool("", "nc", "-h").contains("OpenBSD"), "nc is not that of OpenBSD");
    try (Usher hub = Usher.serve(folder)) {
      assertThat(tool("hello\n", "nc", "-N", "127.0.0.1", port(hub.line()))).isEqualTo("HELLO\n");
      assertThat(tool("hello\n", "nc", "-u", "-W", "1", "127.0.0.1", port(hub.line())))
          .isEqualTo("HELLO\n");
    }
  }

  @Test
  void pythonIsAnswered() throws Exception {
    try (Usher hub = Usher.serve(folder)) {
      String python =
          """
          import socket
          s = socket.create_connection(("127.0.0.1", %s)); s.sendall("grüezi".encode())
          print(s.recv(100))
          u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); u.settimeout(60)
          u.sendto(b"", ("127.0.0.1", %s)); print(u.recvfrom(100)[0])
          """
              .formatted(port(hub.line()), port(hub.line()));
      assertThat(tool("", "python3", "-c", python)).isEqualTo("b'GR\\xc3\\xbcEZI'\nb''\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  void aSignalLetsConversationsEndAndExitsWith0(String signal) throws Exception {
    try (Usher hub = Usher.serve(folder);
        var client = Client.tcp("127.0.0.1", Integer.parseInt(port(hub.line()))).connect()) {
      client.send("hello".getBytes(UTF_8));
      assertThat(client.receive()).isEqualTo("HELLO".getBytes(UTF_8));
      hub.signal(signal);
      assertThat(client.receive()).isNull();
      client.endSending();
      assertThat(hub.exit()).isZero();
      assertThat(hub.errors())
          .contains("waiting up to 10 s for 1 conversation to end")
          .endsWith("usher: stopped; 1 conversation ended\n");
    }
  }

  @Test
  void aSecondSignalCutsWhoIsLeftAndSaysWhatTheyWereDoing() throws Exception {
    try (Usher hub = Usher.serve(folder);
        var deaf = SocketChannel.open()) {
      deaf.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(port(hub.line()))));
      fill(deaf);
      hub.signal("INT");
      hub.awaitError("Ctrl-C again");
      hub.signal("INT");
      assertThat(hub.exit()).isZero();
      assertThat(hub.errors())
          .containsPattern(
              "echo.text at tcp://127.0.0.1:\\d+: cut 1 conversation"
                  + " that sent to a client that did not take it\n")
          .endsWith("usher: stopped\n");
    }
  }

  /// Sends and never reads, until nothing more fits in between: the echo is stuck in its answer,
  /// and has not only paused for a moment.
  private static void fill(SocketChannel deaf) throws IOException {
    deaf.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      deaf.register(selector, SelectionKey.OP_WRITE);
      while (selector.select(3_000) > 0) {
        selector.selectedKeys().clear();
        deaf.write(ByteBuffer.allocate(64 * 1024));
      }
    }
  }

  @Test
  void theDataFolderBelongsToOneHub() throws Exception {
    try (Usher _ = Usher.serve(folder)) {
      assertThat(failure(1)).contains("another hub (process ").contains("--data");
    }
    try (Usher hub = Usher.serve(folder)) { // the first was killed: its lock went with it
      assertThat(hub.line()).contains("echo.text");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--only=eccho, there are command, 2",
    "--only=echo.txt, echo.text, 2",
    "--only=, there are command, 2",
    "--listen=echo.text, DOOR=ADDRESS, 2",
    "--listen=tme.ntp=127.0.0.1:0, there are echo.text, 2",
    "--listen=echo.text=http://127.0.0.1, tcp://, 2",
    "--listen=echo.text=tcp://127.0.0.1:0?zone=x, no option \"zone\" but burst, 2",
    "--listen=echo.text=tcp://127.0.0.1:0?from=me, not a network, 2",
    "--listen=echo.text=tcp://nobody.invalid:0, no address is known, 1",
    "--listen=echo.text=tcp://192.0.2.1:0, Cannot assign, 1",
    "--listen=echo.text=unix:/nowhere/s, No such file, 1",
    "--ready-file=/nowhere/ready, no such folder, 1",
    "--onyl=echo, Unknown option, 2",
    "echo, 'echo', 2"
  })
  void whatIsWrongIsSaidInOneLine(String argument, String complaint, int exit) throws Exception {
    String door = "--listen=echo.text=unix:" + folder.resolve("s"); // and nothing else
    String errors = failure(exit, "--only=echo", door, argument);
    assertThat(errors).startsWith("usher: ").contains(complaint).hasLineCount(1);
    assertThat(folder.resolve("s")).doesNotExist();
  }

  /// Starts a hub that must fail with this exit code; returns what it says.
  private String failure(int exit, String... arguments) throws Exception {
    String[] words = new String[arguments.length + 2];
    words[0] = "serve";
    words[1] = "--data=" + folder.resolve("data");
    System.arraycopy(arguments, 0, words, 2, arguments.length);
    try (Usher hub = Usher.start(folder, words)) {
      assertThat(hub.exit()).as(() -> hub.errors()).isEqualTo(exit);
      assertThat(hub.rest()).isEmpty();
      return hub.errors();
    }
  }

  private static String port(String row) {
    return row.replaceFirst(".*//127.0.0.1:(\\d+) .*", "$1");
  }

  private static String tool(String input, String... command) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException _) {
      assumeTrue(false, command[0] + " is not installed");
      throw new AssertionError();
    }
    process.getOutputStream().write(input.getBytes(UTF_8));
    process.getOutputStream().close();
    try {
      assertThat(process.waitFor(Piped.PATIENCE)).isTrue();
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }
}
