package dev.usher.services.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.services.Address;
import dev.usher.testkit.BadWire;
import dev.usher.testkit.LeakCheck;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A hub's door, a client, and files that go both ways (rules N4 to N20 and K1 to K4 of
/// docs/protocols/files.md).
class TransferTest {
  private static final Consumer<TransferEvent> SILENT = _ -> {};
  private static final PutOptions PUT = put(Conflict.REFUSE);
  private static final GetOptions GET = new GetOptions(Conflict.REFUSE, Durability.BATCH, 1);

  @TempDir Path folder;
  private Path hub;
  private Path here;
  private Path back;

  @BeforeEach
  void folders() throws IOException {
    hub = folder.resolve("hub");
    here = Files.createDirectory(folder.resolve("here"));
    back = Files.createDirectory(folder.resolve("back"));
  }

  private static PutOptions put(Conflict conflict) {
    return new PutOptions("", conflict, Durability.BATCH, 1);
  }

  private OpenHub open() throws Exception {
    return open("tcp://127.0.0.1:0");
  }

  private OpenHub open(String address) throws Exception {
    return new OpenHub(hub, address);
  }

  private static FileClient client(OpenHub server) {
    return client(server.port());
  }

  private static FileClient client(int port) {
    return new FileClient(Address.tcp("127.0.0.1", port));
  }

  private Path file(String name, int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Path file = here.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  /// Every file under a folder by its path, with its content.
  private static Map<String, String> tree(Path root) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
            byte[] hash = Blocks.sha256().digest(Files.readAllBytes(file));
            tree.put(root.relativize(file).toString(), java.util.HexFormat.of().formatHex(hash));
            return FileVisitResult.CONTINUE;
          }
        });
    return tree;
  }

  @Test
  void filesOfEverySizeGoThereAndComeBack() throws Exception {
    int[] sizes = {
      0,
      1,
      FrameFraming.SMALL,
      FrameFraming.SMALL + 1,
      Blocks.SIZE - 1,
      Blocks.SIZE,
      Blocks.SIZE + 1,
      70 * Blocks.SIZE + 3
    };
    for (int size : sizes) file("folder/größe " + size, size);
    Files.createDirectory(here.resolve("folder/empty"));
    try (var _ = LeakCheck.begin();
        OpenHub server = open()) {
      TransferSummary put = client(server).put(List.of(here.resolve("folder")), PUT, SILENT);
      assertThat(put.files()).isEqualTo(sizes.length);
      assertThat(put.refused()).isZero();
      TransferSummary got = client(server).get(List.of("folder"), back, GET, SILENT);
      assertThat(got.files()).isEqualTo(sizes.length);
      assertThat(tree(hub.resolve("files"))).isEqualTo(tree(here));
      assertThat(tree(back)).isEqualTo(tree(here));
      assertThat(back.resolve("folder/empty")).isDirectory();
    }
  }

  @Test
  void theTimeAndTheExecutableBitComeAlong() throws Exception {
    Path file = file("run.sh", 100);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    FileTime time = FileTime.from(Instant.parse("2001-02-03T04:05:06.789Z"));
    Files.setLastModifiedTime(file, time);
    try (OpenHub server = open()) {
      client(server).put(List.of(file), PUT, SILENT);
      client(server).get(List.of("run.sh"), back, GET, SILENT);
      assertThat(back.resolve("run.sh")).isExecutable();
      assertThat(Files.getLastModifiedTime(back.resolve("run.sh"))).isEqualTo(time);
      assertThat(client(server).stat("run.sh"))
          .isEqualTo(new Entry("run.sh", Entry.Kind.FILE, 100, time.toInstant(), true));
    }
  }

  @Test
  void whatIsThereAlreadyIsNotSentAgain() throws Exception {
    file("folder/small", 1000);
    file("folder/long", 3 * Blocks.SIZE);
    try (OpenHub server = open()) {
      client(server).put(List.of(here.resolve("folder")), PUT, SILENT);
      List<TransferEvent> events = new ArrayList<>();
      TransferSummary again = client(server).put(List.of(here.resolve("folder")), PUT, events::add);
      assertThat(again.files()).isEqualTo(2);
      assertThat(again.bytes()).isZero();
      assertThat(events)
          .filteredOn(TransferEvent.Stored.class::isInstance)
          .allMatch(e -> ((TransferEvent.Stored) e).same())
          .hasSize(2);
    }
  }

  @Test
  void aTakenNameIsRefusedRenamedOrReplacedAsTheSenderAsks() throws Exception {
    for (int size : new int[] {10, 100_000}) {
      String name = "file" + size;
      Path file = file(name, size);
      try (OpenHub server = open()) {
        client(server).put(List.of(file), PUT, SILENT);
        byte[] first = Files.readAllBytes(file);
        byte[] second = first.clone();
        second[size / 2] ^= 1;
        Files.write(file, second);
        List<TransferEvent> events = new ArrayList<>();
        TransferSummary refused = client(server).put(List.of(file), PUT, events::add);
        assertThat(refused.refused()).isEqualTo(1);
        assertThat(((TransferEvent.Refused) events.getLast()).trouble()).isEqualTo(Trouble.EXISTS);
        assertThat(hub.resolve("files").resolve(name)).hasBinaryContent(first);
        client(server).put(List.of(file), put(Conflict.RENAME), SILENT);
        assertThat(hub.resolve("files").resolve(name + " (2)")).hasBinaryContent(second);
        assertThat(hub.resolve("files").resolve(name)).hasBinaryContent(first);
        client(server).put(List.of(file), put(Conflict.REPLACE), SILENT);
        assertThat(hub.resolve("files").resolve(name)).hasBinaryContent(second);
      }
    }
  }

  @Test
  void aByteFlippedOnTheWayCostsOneBlock() throws Exception {
    Path file = file("long", 10 * Blocks.SIZE);
    try (OpenHub server = open();
        BadWire wire = BadWire.to(server.address())) {
      wire.flipToServer(5 * Blocks.SIZE + 1000);
      TransferSummary put = client(wire.port()).put(List.of(file), PUT, SILENT);
      assertThat(put.files()).isEqualTo(1);
      assertThat(put.bytes()).isEqualTo(11 * Blocks.SIZE);
      assertThat(hub.resolve("files/long")).hasSameBinaryContentAs(file);
      wire.flipToClient(wire.toClient() + 5 * Blocks.SIZE + 1000);
      TransferSummary got = client(wire.port()).get(List.of("long"), back, GET, SILENT);
      assertThat(got.bytes()).isEqualTo(11 * Blocks.SIZE);
      assertThat(got.repaired()).isEqualTo(Blocks.SIZE);
      assertThat(back.resolve("long")).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void aBrokenTransferGoesOnWhereItStopped() throws Exception {
    Path file = file("long", 20 * Blocks.SIZE);
    try (OpenHub server = open();
        BadWire wire = BadWire.to(server.address())) {
      wire.breakAfter(8 * Blocks.SIZE);
      assertThatThrownBy(() -> client(wire.port()).put(List.of(file), PUT, SILENT))
          .isInstanceOf(IOException.class);
      assertThat(hub.resolve("files/long")).doesNotExist();
      TransferSummary rest = client(server).put(List.of(file), PUT, SILENT);
      assertThat(rest.files()).isEqualTo(1);
      // Less, when the broken connection's last blocks were still on their way into the store.
      assertThat(rest.resumed() + rest.bytes()).isLessThanOrEqualTo(20 * Blocks.SIZE);
      // A reset takes with it what was on its way: a few MiB of buffers.
      assertThat(rest.resumed()).isPositive();
      assertThat(hub.resolve("files/long")).hasSameBinaryContentAs(file);

      wire.breakAfter(wire.toServer() + wire.toClient() + 8 * Blocks.SIZE);
      assertThatThrownBy(() -> client(wire.port()).get(List.of("long"), back, GET, SILENT))
          .isInstanceOf(IOException.class);
      assertThat(back.resolve("long")).doesNotExist();
      TransferSummary got = client(server).get(List.of("long"), back, GET, SILENT);
      assertThat(got.resumed() + got.bytes()).isEqualTo(20 * Blocks.SIZE);
      assertThat(got.resumed()).isPositive();
      assertThat(back.resolve("long")).hasSameBinaryContentAs(file);
      assertThat(tree(back)).hasSize(1);
    }
  }

  @Test
  void aByteThatFlippedInThePartialFileIsFoundAndRepaired() throws Exception {
    Path file = file("long", 20 * Blocks.SIZE);
    try (OpenHub server = open();
        BadWire wire = BadWire.to(server.address())) {
      wire.breakAfter(8 * Blocks.SIZE);
      assertThatThrownBy(() -> client(wire.port()).put(List.of(file), PUT, SILENT))
          .isInstanceOf(IOException.class);
      server.awaitEnd(); // while others use the file, it is not read again
      try (var parts = Files.newDirectoryStream(hub.resolve("partial"), "*.part")) {
        for (Path part : parts) flip(part, 2 * Blocks.SIZE + 77);
      }
      TransferSummary rest = client(server).put(List.of(file), PUT, SILENT);
      assertThat(rest.files()).isEqualTo(1);
      assertThat(hub.resolve("files/long")).hasSameBinaryContentAs(file);
    }
  }

  private static void flip(Path file, long offset) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(offset);
      int before = bytes.read();
      bytes.seek(offset);
      bytes.write(before ^ 1);
    }
  }

  @Test
  void aSourceThatChangedWithTheSameSizeAndTimeIsSentAsItIsNow() throws Exception {
    Path file = file("long", 20 * Blocks.SIZE);
    try (OpenHub server = open();
        BadWire wire = BadWire.to(server.address())) {
      wire.breakAfter(8 * Blocks.SIZE);
      assertThatThrownBy(() -> client(wire.port()).put(List.of(file), PUT, SILENT))
          .isInstanceOf(IOException.class);
      FileTime time = Files.getLastModifiedTime(file);
      flip(file, Blocks.SIZE + 5);
      Files.setLastModifiedTime(file, time);
      TransferSummary rest = client(server).put(List.of(file), PUT, SILENT);
      // The broken connection may not have ended at the hub: what it brought is then not the file.
      if (rest.refused() > 0) rest = client(server).put(List.of(file), PUT, SILENT);
      assertThat(rest.files()).isEqualTo(1);
      assertThat(hub.resolve("files/long")).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void aSourceThatChangesInMidSendIsNotStored() throws Exception {
    Path file = file("long", 40 * Blocks.SIZE);
    try (OpenHub server = open()) {
      List<TransferEvent> events = new ArrayList<>();
      boolean[] changed = {false};
      client(server)
          .put(
              List.of(file),
              PUT,
              event -> {
                events.add(event);
                if (event instanceof TransferEvent.Moved && !changed[0]) {
                  changed[0] = true;
                  touch(file);
                }
              });
      assertThat(events.getLast()).isInstanceOf(TransferEvent.Refused.class);
      assertThat(((TransferEvent.Refused) events.getLast()).trouble()).isEqualTo(Trouble.CHANGED);
      assertThat(hub.resolve("files/long")).doesNotExist();
    }
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void severalStreamsShareTheWork() throws Exception {
    for (int i = 0; i < 50; i++) file("folder/small" + i, 1000 + i);
    file("folder/long", 100 * Blocks.SIZE + 1);
    PutOptions put = new PutOptions("into/here", Conflict.REFUSE, Durability.BATCH, 3);
    GetOptions get = new GetOptions(Conflict.REFUSE, Durability.NONE, 3);
    try (var _ = LeakCheck.begin();
        OpenHub server = open()) {
      TransferSummary there = client(server).put(List.of(here.resolve("folder")), put, SILENT);
      assertThat(there.files()).isEqualTo(51);
      assertThat(tree(hub.resolve("files/into/here"))).isEqualTo(tree(here));
      List<TransferEvent> events = new ArrayList<>();
      TransferSummary got = client(server).get(List.of("into/here/folder"), back, get, events::add);
      assertThat(got.files()).isEqualTo(51);
      assertThat(events).filteredOn(TransferEvent.Stored.class::isInstance).hasSize(51);
      assertThat(tree(back)).isEqualTo(tree(here));
    }
  }

  @Test
  @Timeout(600) // four gigabytes are hashed four times
  void aSparseFileBeyondFourGigabytesArrivesWhole() throws Exception {
    long size = (1L << 32) + 1;
    Path file = here.resolve("sparse");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(size);
      sparse.seek(5L * Blocks.SIZE + 7);
      sparse.write(new byte[] {1, 2, 3});
    }
    try (OpenHub server = open()) {
      TransferSummary put = client(server).put(List.of(file), PUT, SILENT);
      assertThat(put.files()).isEqualTo(1);
      assertThat(put.bytes()).isEqualTo(size);
      assertThat(hub.resolve("files/sparse")).hasSize(size);
      // Its blocks are compared, none is sent.
      assertThat(client(server).put(List.of(file), PUT, SILENT).bytes()).isZero();
    }
  }

  @Test
  void manySmallFilesTravelTogether() throws Exception {
    for (int i = 0; i < 5_000; i++) file("many/" + i % 10 + "/" + i, i % 300);
    try (OpenHub server = open();
        BadWire wire = BadWire.to(server.address())) {
      TransferSummary put = client(wire.port()).put(List.of(here.resolve("many")), PUT, SILENT);
      assertThat(put.files()).isEqualTo(5_000);
      assertThat(tree(hub.resolve("files"))).isEqualTo(tree(here));
    }
  }

  @Test
  void filesAreListedDescribedAndDeleted() throws Exception {
    file("folder/a.txt", 1);
    file("folder/b.txt", 2);
    file("folder/deep/c.bin", 3);
    try (OpenHub server = open()) {
      FileClient client = client(server);
      client.put(List.of(here.resolve("folder")), PUT, SILENT);
      assertThat(listed(client, "", true))
          .containsExactly(
              "folder", "folder/a.txt", "folder/b.txt", "folder/deep", "folder/deep/c.bin");
      assertThat(listed(client, "folder", false))
          .containsExactly("folder/a.txt", "folder/b.txt", "folder/deep");
      assertThat(listed(client, "folder/*.txt", false))
          .containsExactly("folder/a.txt", "folder/b.txt");
      assertThat(client.stat("folder/b.txt").size()).isEqualTo(2);
      client.makeFolder("new/one");
      client.delete("new/one");
      client.delete("folder/a.txt");
      assertThat(listed(client, "folder/*.txt", false)).containsExactly("folder/b.txt");
      refused(Trouble.NOT_FOUND, () -> client.stat("folder/a.txt"));
      refused(Trouble.NOT_EMPTY, () -> client.delete("folder"));
      refused(Trouble.BAD_NAME, () -> client.stat("../etc/passwd"));
      refused(Trouble.BAD_NAME, () -> client.makeFolder("CON"));
    }
  }

  private static List<String> listed(FileClient client, String pattern, boolean deep)
      throws IOException {
    List<String> paths = new ArrayList<>();
    client.list(pattern, deep, entry -> paths.add(entry.path()));
    return paths;
  }

  private interface Attempt {
    void make() throws Exception;
  }

  private static void refused(Trouble why, Attempt attempt) {
    assertThatThrownBy(attempt::make)
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.trouble()).isEqualTo(why));
  }

  @Test
  void whatIsNotThereIsToldAndTheRestArrives() throws Exception {
    Path there = file("there", 5);
    try (OpenHub server = open()) {
      List<TransferEvent> events = new ArrayList<>();
      TransferSummary put =
          client(server).put(List.of(here.resolve("not there"), there), PUT, events::add);
      assertThat(put.files()).isEqualTo(1);
      assertThat(put.refused()).isEqualTo(1);
      TransferSummary got = client(server).get(List.of("there", "not there"), back, GET, SILENT);
      assertThat(got.files()).isEqualTo(1);
      assertThat(got.refused()).isEqualTo(1);
    }
  }

  @Test
  void aDoorThatOnlyAddsReplacesAndDeletesNothing() throws Exception {
    Path file = file("file", 5);
    try (OpenHub server = open("tcp://127.0.0.1:0?allow=add")) {
      client(server).put(List.of(file), PUT, SILENT);
      refused(Trouble.FORBIDDEN, () -> client(server).delete("file"));
      refused(
          Trouble.FORBIDDEN,
          () -> client(server).put(List.of(file), put(Conflict.REPLACE), SILENT));
      assertThat(hub.resolve("files/file")).hasBinaryContent(Files.readAllBytes(file));
    }
  }

  @Test
  void anInterruptStopsATransferResumably() throws Exception {
    Path file = file("long", 60 * Blocks.SIZE);
    try (var _ = LeakCheck.begin();
        OpenHub server = open()) {
      Thread me = Thread.currentThread();
      AtomicBoolean stopped = new AtomicBoolean();
      List<TransferEvent> events = new CopyOnWriteArrayList<>();
      assertThatThrownBy(() ->
              client(server)
                  .put(
                      List.of(file),
                      PUT,
                      event -> {
                        events.add(event);
                        if (event instanceof TransferEvent.Moved(var _, var _, long so, var _)
                            && so > 10 * Blocks.SIZE
                            && stopped.compareAndSet(false, true)) me.interrupt();
                      }))
          .isInstanceOf(InterruptedException.class);
      assertThat(events).noneMatch(TransferEvent.Refused.class::isInstance);
      assertThat(server.failures()).isEmpty();
      TransferSummary rest = client(server).put(List.of(file), PUT, SILENT);
      assertThat(rest.resumed()).isGreaterThanOrEqualTo(10 * Blocks.SIZE);
      assertThat(hub.resolve("files/long")).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void textIsText() throws Exception {
    Path file = Files.writeString(here.resolve("文件 📁.txt"), "grüezi");
    try (OpenHub server = open()) {
      client(server).put(List.of(file), PUT, SILENT);
      client(server).get(List.of("文件 *"), back, GET, SILENT);
      assertThat(back.resolve("文件 📁.txt")).content(UTF_8).isEqualTo("grüezi");
    }
  }
}
