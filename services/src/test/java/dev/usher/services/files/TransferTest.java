package dev.usher.services.files;

import static dev.usher.services.files.TwoSides.GET;
import static dev.usher.services.files.TwoSides.PUT;
import static dev.usher.services.files.TwoSides.SILENT;
import static dev.usher.services.files.TwoSides.client;
import static dev.usher.services.files.TwoSides.put;
import static dev.usher.services.files.TwoSides.tree;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.testkit.BadWire;
import dev.usher.testkit.LeakCheck;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A hub's door, a client, and files that go both ways (rules N4 to N20 and K3 and K4 of
/// docs/protocols/files.md).
class TransferTest {
  @TempDir Path folder;
  private TwoSides sides;

  @BeforeEach
  void begin() throws IOException {
    sides = TwoSides.in(folder);
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
    for (int size : sizes) sides.file("folder/größe " + size, size);
    Files.createDirectory(sides.here().resolve("folder/empty"));
    try (var _ = LeakCheck.begin();
        OpenHub server = sides.open()) {
      TransferSummary put =
          client(server).put(List.of(sides.here().resolve("folder")), PUT, SILENT);
      assertThat(put.files()).isEqualTo(sizes.length);
      assertThat(put.refused()).isZero();
      TransferSummary got = client(server).get(List.of("folder"), sides.back(), GET, SILENT);
      assertThat(got.files()).isEqualTo(sizes.length);
      assertThat(tree(sides.hub().resolve("files"))).isEqualTo(tree(sides.here()));
      assertThat(tree(sides.back())).isEqualTo(tree(sides.here()));
      assertThat(sides.back().resolve("folder/empty")).isDirectory();
    }
  }

  @Test
  void theTimeAndTheExecutableBitComeAlong() throws Exception {
    Path file = sides.file("run.sh", 100);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    FileTime time = FileTime.from(Instant.parse("2001-02-03T04:05:06.789Z"));
    Files.setLastModifiedTime(file, time);
    try (OpenHub server = sides.open()) {
      client(server).put(List.of(file), PUT, SILENT);
      client(server).get(List.of("run.sh"), sides.back(), GET, SILENT);
      assertThat(Shop.isProgram(sides.back().resolve("run.sh"))).isTrue();
      assertThat(Files.getLastModifiedTime(sides.back().resolve("run.sh"))).isEqualTo(time);
      assertThat(client(server).stat("run.sh"))
          .isEqualTo(new Entry("run.sh", Entry.Kind.FILE, 100, time.toInstant(), true));
    }
  }

  @Test
  void whatOnlyOthersMayRunIsNoProgramOfItsOwner() throws Exception {
    Path file = sides.file("run.sh", 100);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-xr-x"));
    try (OpenHub server = sides.open()) {
      client(server).put(List.of(file), PUT, SILENT);
      assertThat(client(server).stat("run.sh").executable()).isFalse();
    }
  }

  @Test
  void whatIsThereAlreadyIsNotSentAgain() throws Exception {
    sides.file("folder/small", 1000);
    sides.file("folder/long", 3 * Blocks.SIZE);
    try (OpenHub server = sides.open()) {
      client(server).put(List.of(sides.here().resolve("folder")), PUT, SILENT);
      List<TransferEvent> events = new ArrayList<>();
      TransferSummary again =
          client(server).put(List.of(sides.here().resolve("folder")), PUT, events::add);
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
      Path file = sides.file(name, size);
      try (OpenHub server = sides.open()) {
        client(server).put(List.of(file), PUT, SILENT);
        byte[] first = Files.readAllBytes(file);
        byte[] second = first.clone();
        second[size / 2] ^= 1;
        Files.write(file, second);
        List<TransferEvent> events = new ArrayList<>();
        TransferSummary refused = client(server).put(List.of(file), PUT, events::add);
        assertThat(refused.refused()).isEqualTo(1);
        assertThat(((TransferEvent.Refused) events.getLast()).trouble()).isEqualTo(Trouble.EXISTS);
        assertThat(sides.hub().resolve("files").resolve(name)).hasBinaryContent(first);
        client(server).put(List.of(file), put(Conflict.RENAME), SILENT);
        assertThat(sides.hub().resolve("files").resolve(name + " (2)")).hasBinaryContent(second);
        assertThat(sides.hub().resolve("files").resolve(name)).hasBinaryContent(first);
        client(server).put(List.of(file), put(Conflict.REPLACE), SILENT);
        assertThat(sides.hub().resolve("files").resolve(name)).hasBinaryContent(second);
      }
    }
  }

  @Test
  void severalStreamsShareTheWork() throws Exception {
    for (int i = 0; i < 50; i++) sides.file("folder/small" + i, 1000 + i);
    sides.file("folder/long", 100 * Blocks.SIZE + 1);
    PutOptions put = new PutOptions("into/here", Conflict.REFUSE, Durability.BATCH, 3);
    GetOptions get = new GetOptions(Conflict.REFUSE, Durability.NONE, 3);
    try (var _ = LeakCheck.begin();
        OpenHub server = sides.open()) {
      TransferSummary there =
          client(server).put(List.of(sides.here().resolve("folder")), put, SILENT);
      assertThat(there.files()).isEqualTo(51);
      assertThat(tree(sides.hub().resolve("files/into/here"))).isEqualTo(tree(sides.here()));
      List<TransferEvent> events = new ArrayList<>();
      TransferSummary got =
          client(server).get(List.of("into/here/folder"), sides.back(), get, events::add);
      assertThat(got.files()).isEqualTo(51);
      assertThat(events).filteredOn(TransferEvent.Stored.class::isInstance).hasSize(51);
      assertThat(tree(sides.back())).isEqualTo(tree(sides.here()));
    }
  }

  @Test
  @Timeout(600) // four gigabytes are hashed four times
  void aSparseFileBeyondFourGigabytesArrivesWhole() throws Exception {
    long size = (1L << 32) + 1;
    Path file = sides.here().resolve("sparse");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(size);
      sparse.seek(5L * Blocks.SIZE + 7);
      sparse.write(new byte[] {1, 2, 3});
    }
    try (OpenHub server = sides.open()) {
      TransferSummary put = client(server).put(List.of(file), PUT, SILENT);
      assertThat(put.files()).isEqualTo(1);
      assertThat(put.bytes()).isEqualTo(size);
      assertThat(sides.hub().resolve("files/sparse")).hasSize(size);
      // Its blocks are compared, none is sent.
      assertThat(client(server).put(List.of(file), PUT, SILENT).bytes()).isZero();
    }
  }

  @Test
  void manySmallFilesTravelTogether() throws Exception {
    for (int i = 0; i < 5_000; i++) sides.file("many/" + i % 10 + "/" + i, i % 300);
    try (OpenHub server = sides.open();
        BadWire wire = BadWire.to(server.address())) {
      TransferSummary put =
          client(wire.port()).put(List.of(sides.here().resolve("many")), PUT, SILENT);
      assertThat(put.files()).isEqualTo(5_000);
      assertThat(tree(sides.hub().resolve("files"))).isEqualTo(tree(sides.here()));
    }
  }

  @Test
  void filesAreListedDescribedAndDeleted() throws Exception {
    sides.file("folder/a.txt", 1);
    sides.file("folder/b.txt", 2);
    sides.file("folder/deep/c.bin", 3);
    try (OpenHub server = sides.open()) {
      FileClient client = client(server);
      client.put(List.of(sides.here().resolve("folder")), PUT, SILENT);
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
    Path there = sides.file("there", 5);
    try (OpenHub server = sides.open()) {
      List<TransferEvent> events = new ArrayList<>();
      TransferSummary put =
          client(server).put(List.of(sides.here().resolve("not there"), there), PUT, events::add);
      assertThat(put.files()).isEqualTo(1);
      assertThat(put.refused()).isEqualTo(1);
      TransferSummary got =
          client(server).get(List.of("there", "not there"), sides.back(), GET, SILENT);
      assertThat(got.files()).isEqualTo(1);
      assertThat(got.refused()).isEqualTo(1);
    }
  }

  @Test
  void aDoorThatOnlyAddsReplacesAndDeletesNothing() throws Exception {
    Path file = sides.file("file", 5);
    try (OpenHub server = sides.open("tcp://127.0.0.1:0?allow=add")) {
      client(server).put(List.of(file), PUT, SILENT);
      refused(Trouble.FORBIDDEN, () -> client(server).delete("file"));
      refused(
          Trouble.FORBIDDEN,
          () -> client(server).put(List.of(file), put(Conflict.REPLACE), SILENT));
      assertThat(sides.hub().resolve("files/file")).hasBinaryContent(Files.readAllBytes(file));
    }
  }

  @Test
  void textIsText() throws Exception {
    Path file = Files.writeString(sides.here().resolve("文件 📁.txt"), "grüezi");
    try (OpenHub server = sides.open()) {
      client(server).put(List.of(file), PUT, SILENT);
      client(server).get(List.of("文件 *"), sides.back(), GET, SILENT);
      assertThat(sides.back().resolve("文件 📁.txt")).content(UTF_8).isEqualTo("grüezi");
    }
  }
}
