package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.Handler;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `usher put`, `get` and `ls`, as processes, with a hub in another one.
class PutGetTest {
  @TempDir Path folder;
  private Path here;

  @BeforeEach
  void here() throws IOException {
    here = Files.createDirectory(folder.resolve("here"));
  }

  private Usher hub() throws IOException {
    return Usher.serve(
        folder, "--listen=files.native=127.0.0.1:0", "--listen=files.upload=127.0.0.1:0");
  }

  /// The address of the next door in the hub's table.
  private static String door(Usher hub, String name) throws IOException {
    String line = hub.line();
    while (!line.startsWith(name)) line = hub.line();
    return line.split("\\s+")[1];
  }

  private Path file(String name, int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Path file = here.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private Path stored(String name) {
    return folder.resolve("data/files").resolve(name);
  }

  private record Run(int exit, List<String> out, String err) {}

  private Run run(String... words) throws Exception {
    try (Usher usher = Usher.start(folder, words)) {
      usher.endOfInput();
      List<String> out = new ArrayList<>(usher.rest().lines().toList());
      return new Run(usher.exit(), out, usher.errors());
    }
  }

  @Test
  void filesGoThereAndAreListedAndTheReceiptSaysSo() throws Exception {
    String photos = file("photos/课.jpg", 100_000).getParent().toString();
    String notes = file("notes", 5).toString();
    Path receipt = folder.resolve("receipt.json");
    try (Usher hub = hub()) {
      String at = door(hub, "files.native");
      Run put = run("put", "--hub", at, "--receipt=" + receipt, notes, photos);
      assertThat(put)
          .isEqualTo(new Run(0, List.of("stored notes  5 B", "stored photos/课.jpg  100 kB"), ""));
      assertThat(stored("photos/课.jpg")).hasSameBinaryContentAs(here.resolve("photos/课.jpg"));
      assertThat(receipt)
          .content()
          .startsWith("{\"hub\":\"" + at + "\",\"files\":[{\"name\":\"notes\",\"size\":5,")
          .containsPattern("\"root\":\"[0-9a-f]{64}\",\"durability\":\"batch\",\"time\":\"2");
      assertThat(run("ls", "--hub", at).out()).containsExactly("notes", "photos/");
      assertThat(run("ls", "--hub", at, "-l", "photos").out().getFirst())
          .matches(" +100,000  \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d   photos/课.jpg");
      assertThat(run("ls", "--hub", at, "-R", "--json").out().getLast())
          .startsWith("{\"path\":\"photos/课.jpg\",\"kind\":\"file\",\"size\":100000,");
      Run none = run("ls", "--hub", at, "*.zip");
      assertThat(none)
          .isEqualTo(new Run(1, List.of(), "usher: nothing there is called \"*.zip\"\n"));
    }
  }

  @Test
  void filesAreGotIntoTheCurrentFolder() throws Exception {
    String photos = file("photos/课.jpg", 100_000).getParent().toString();
    Path back = Files.createDirectory(folder.resolve("back"));
    try (Usher hub = hub()) {
      String at = door(hub, "files.native");
      assertThat(run("put", "--hub", at, photos).exit()).isZero();
      Process get =
          Piped.prepared(Usher.command("get", "--hub", at, "photos/*", "none"))
              .directory(back.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(get.getInputStream().readAllBytes(), UTF_8);
      assertThat(get.waitFor()).isEqualTo(1);
      assertThat(said).contains("got 课.jpg  100 kB", "usher: ", "none");
      assertThat(back.resolve("课.jpg")).hasSameBinaryContentAs(here.resolve("photos/课.jpg"));
    }
  }

  @Test
  void whatIsRefusedSaysWhyAndTheRestIsPut() throws Exception {
    String taken = file("taken", 10).toString();
    String other = file("other", 11).toString();
    try (Usher hub = hub()) {
      String at = door(hub, "files.native");
      assertThat(run("put", "--hub", at, taken).exit()).isZero();
      file("taken", 12);
      Run put = run("put", "--hub", at, taken, other, here.resolve("none").toString());
      assertThat(put.exit()).isEqualTo(1);
      assertThat(put.out()).containsExactly("stored other  11 B");
      assertThat(put.err().lines())
          .hasSize(2)
          .anyMatch(line -> line.matches("usher: taken .*see --on-conflict"))
          .anyMatch(line -> line.contains("none: there is no such file or folder"));
      Run renamed = run("put", "--hub", at, "--on-conflict=rename", "--to=in/it", taken, other);
      assertThat(renamed.out()).contains("stored in/it/taken  12 B");
      Run again = run("put", "--hub", at, "--on-conflict=rename", taken, other);
      assertThat(again.out())
          .containsExactlyInAnyOrder(
              "stored taken as taken (2)  12 B", "was there already: other  11 B");
      Run events = run("put", "--hub", at, "--json", taken);
      assertThat(events.exit()).isEqualTo(1);
      assertThat(events.out()).hasSize(3);
      assertThat(events.out().get(1))
          .startsWith("{\"event\":\"refused\",\"name\":\"taken\"")
          .contains("\"trouble\":\"exists\"");
      assertThat(events.out().getLast())
          .startsWith("{\"event\":\"ended\",\"files\":0,\"refused\":1");
    }
  }

  @Test
  void theTutorialsDialectIsSpokenAndShown() throws Exception {
    String photo = file("photo.jpg", 300_000).toString();
    try (Usher hub = hub()) {
      door(hub, "files.native");
      String at = door(hub, "files.upload");
      Run put = run("put", "--dialect=upload", "--hub", at, "--message=hello \u001b[2J", photo);
      assertThat(put).isEqualTo(new Run(0, List.of("sent photo.jpg  300 kB"), ""));
      assertThat(stored("photo.jpg")).hasSize(300_000);
      hub.awaitError(" sent photo.jpg: hello ^[[2J\n");
      assertThat(folder.resolve("data/files.log")).content().contains("\"msg\":\"hello \\u001");
    }
  }

  @Test
  void wrongWordsAreToldAndNothingIsSent() throws Exception {
    assertThat(run("put"))
        .isEqualTo(
            new Run(2, List.of(), "usher: say what to put; on a terminal there would be a list\n"));
    assertThat(run("get").err()).startsWith("usher: say what to get");
    assertThat(run("put", "--dialect=ftp", "x").exit()).isEqualTo(2);
    assertThat(run("put", "--dialect=upload", "--to=x", "x").exit()).isEqualTo(2);
    assertThat(run("put", "--message=x", "x").exit()).isEqualTo(2);
    assertThat(run("put", "--streams=0", "x").exit()).isEqualTo(2);
    assertThat(run("put", "--on-conflict=hope", "x").err()).contains("refuse, rename or replace");
    assertThat(run("ls", "--hub=udp://127.0.0.1:7021").exit()).isEqualTo(2);
    try (var nobody = Nobody.overTcp()) {
      String there = "127.0.0.1:" + nobody.getLocalPort();
      assertThat(run("get", "--hub=" + there, "x").err())
          .contains("cannot reach tcp://" + there, "is \"usher serve\" running there?");
    }
  }

  @Test
  void whatIsStoppedIsGoneOnWith() throws Exception {
    String large = file("large", 100_000_000).toString();
    try (Usher hub = hub()) {
      String at = door(hub, "files.native");
      CountDownLatch stuck = new CountDownLatch(1);
      try (Running narrow = narrow(Integer.parseInt(at.replaceFirst(".*:", "")), stuck);
          Usher put =
              Usher.start(
                  folder,
                  "put",
                  "--hub=127.0.0.1:" + narrow.port(),
                  "--json",
                  "--streams=2",
                  large)) {
        stuck.await();
        put.signal("INT");
        put.rest();
        assertThat(put.exit()).as(put.errors()).isEqualTo(1);
        assertThat(put.errors()).contains("the same command goes on from there");
      }
      assertThat(stored("large")).doesNotExist();
      Run again = run("put", "--hub", at, large);
      assertThat(again.exit()).isZero();
      assertThat(again.out()).containsExactly("stored large  100 MB");
      assertThat(stored("large")).hasSameBinaryContentAs(Path.of(large));
    }
  }

  /// A way to this port of loopback on which a part of what is long gets there, so that the rest is
  /// still under way when it is stopped, however late that is.
  ///
  /// @param stuck counted down once no more gets there
  private static Running narrow(int port, CountDownLatch stuck) throws IOException {
    AtomicLong left = new AtomicLong(50_000_000);
    CountDownLatch never = new CountDownLatch(1);
    Handler<byte[]> handler =
        client -> {
          try (var there = Client.tcp("127.0.0.1", port).connect()) {
            client.alongside(() -> there.forEach(client::send));
            for (byte[] piece : client) {
              if (left.addAndGet(-piece.length) < 0) {
                stuck.countDown();
                never.await();
              }
              there.send(piece);
            }
          }
        };
    return Server.tcp(0).start(handler);
  }

  @Test
  void anUploadThatIsStoppedHasToBeSentAgain() throws Exception {
    String large = file("large", 50_000_000).toString();
    try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Usher put =
            Usher.start(
                folder,
                "put",
                "--dialect=upload",
                "--hub=127.0.0.1:" + deaf.getLocalPort(),
                "--json",
                large)) {
      while (!put.line().contains("\"moved\"")) {}
      put.terminate();
      put.rest();
      assertThat(put.exit()).isEqualTo(1);
      assertThat(put.errors())
          .isEqualTo("usher: stopped; a file that was not sent whole is not kept: send it again\n");
    }
  }

  @Test
  void onATerminalThereIsAListAndThenTheProgress() throws Exception {
    file("in/one", 5);
    try (Usher hub = hub()) {
      String at = door(hub, "files.native");
      run("put", "--hub", at, here.resolve("in/one").toString());
      try (OnTerminal get = OnTerminal.start(folder, "get", "--hub", at)) {
        get.await("1  one");
        get.await("Esc leaves");
        get.type("on");
        get.await("Enter: get one");
        get.type("\u001b");
        assertThat(get.exit()).isZero();
      }
      try (OnTerminal put =
          OnTerminal.start(folder, "put", "--hub", at, "--to=x", here.resolve("in").toString())) {
        put.await("stored x/in/one  5 B");
        put.await("stored 1 file, 5 B in ");
        assertThat(put.exit()).isZero();
      }
    }
  }
}
