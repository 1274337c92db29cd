package dev.usher.services.files;

import static dev.usher.services.files.Shop.THEN;
import static dev.usher.services.files.Shop.path;
import static dev.usher.services.files.StoreTest.assertTrouble;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What every [Folder] does, on each of them.
@ParameterizedClass
@EnumSource
class FolderTest {
  enum Kind {
    LINUX,
    PLAIN
  }

  private final Kind kind;
  @TempDir private Path path;
  private Folder folder;

  FolderTest(Kind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() throws IOException {
    assumeTrue(
        kind == Kind.PLAIN || LinuxFolder.AVAILABLE,
        "skipped: this system has no openat2, or bars it");
    folder = open(path);
  }

  private Folder open(Path path) throws IOException {
    return switch (kind) {
      case LINUX -> LinuxFolder.open(path);
      case PLAIN -> PlainFolder.open(path);
    };
  }

  @AfterEach
  void close() {
    if (folder != null) folder.close();
  }

  private void put(String name, String content) throws StoreException {
    folder.put(name, ByteBuffer.wrap(content.getBytes(UTF_8)), THEN, false);
  }

  @Test
  void onlyAFolderIsOpened() throws IOException {
    put("file", "x");
    assertTrouble(Trouble.NOT_A_FOLDER, () -> open(path.resolve("file")));
    assertTrouble(Trouble.NOT_FOUND, () -> open(path.resolve("none")));
  }

  @Test
  void theOutermostFolderMayBeReachedByALink() throws IOException {
    Path link = Files.createSymbolicLink(path.resolve("link"), path);
    put("file", "x");
    try (Folder same = open(link)) {
      assertThat(same.facts("file")).isEqualTo(folder.facts("file"));
    }
  }

  @Test
  void aFileIsPutWithAllThatBelongsToIt() throws IOException {
    folder.put("a", ByteBuffer.allocateDirect(70_000), THEN, true);
    Facts facts = folder.facts("a");
    assertThat(facts).isNotNull();
    assertThat(facts.kind()).isEqualTo(Facts.Kind.FILE);
    assertThat(facts.size()).isEqualTo(70_000);
    assertThat(facts.modified()).isEqualTo(THEN);
    assertThat(facts.executable()).isTrue();
    assertThat(Shop.isProgram(path.resolve("a"))).isTrue();
    assertTrouble(Trouble.EXISTS, () -> put("a", "x"));
    assertThat(folder.facts("none")).isNull();
  }

  @Test
  void theContentIsWhatIsBetweenPositionAndLimit() throws IOException {
    ByteBuffer content = ByteBuffer.wrap("0123456789".getBytes(UTF_8)).position(2).limit(5);
    folder.put("a", content, THEN, false);
    assertThat(path.resolve("a")).hasContent("234");
    assertThat(content.remaining()).isEqualTo(3);
  }

  @Test
  void aFileIsCreatedAndReopened() throws IOException {
    assertThat(folder.reopen("a")).isNull();
    try (FileChannel file = folder.create("a", false)) {
      file.write(ByteBuffer.wrap(new byte[5]));
    }
    assertTrouble(Trouble.EXISTS, () -> folder.create("a", false));
    try (FileChannel file = folder.reopen("a")) {
      assertThat(file).isNotNull();
      assertThat(file.read(ByteBuffer.allocate(9))).isEqualTo(5);
      file.write(ByteBuffer.wrap(new byte[1]));
    }
    folder.touch("a", THEN);
    assertThat(folder.facts("a"))
        .isNotNull()
        .satisfies(facts -> assertThat(facts.modified()).isEqualTo(THEN));
    assertThat(path.resolve("a")).hasSize(6);
  }

  @Test
  void aMoveNeverReplaces() throws IOException {
    assertThat(folder.makeFolder("to")).isTrue();
    put("a", "a");
    put("b", "b");
    try (Folder to = folder.folder(path("to"))) {
      assertThat(folder.move("a", to, "x")).isTrue();
      assertThat(folder.move("b", to, "x")).isFalse();
      assertThat(folder.move("b", folder, "to")).isFalse();
      assertThat(path.resolve("to/x")).hasContent("a");
      assertTrouble(Trouble.NOT_A_FILE, () -> folder.moveOver("b", folder, "to"));
      folder.moveOver("b", to, "x");
    }
    assertThat(path.resolve("to/x")).hasContent("b");
    assertThat(names()).containsExactly("to");
  }

  private List<String> names() throws StoreException {
    List<String> names = new ArrayList<>();
    folder.names(names::add);
    return names;
  }

  @Test
  void whatIsThereIsDeleted() throws IOException {
    assertThat(folder.makeFolder("f")).isTrue();
    assertThat(folder.makeFolder("f")).isFalse();
    Files.writeString(path.resolve("f/x"), "x");
    assertTrouble(Trouble.NOT_EMPTY, () -> folder.deleteFolder("f"));
    Files.delete(path.resolve("f/x"));
    assertThat(folder.deleteFolder("f")).isTrue();
    assertThat(folder.deleteFolder("f")).isFalse();
    put("a", "a");
    assertThat(folder.deleteFile("a")).isTrue();
    assertThat(folder.deleteFile("a")).isFalse();
  }

  @Test
  void noLinkLeadsOut() throws IOException {
    Path inside = Files.createDirectory(path.resolve("inside"));
    Path outside = Files.createDirectory(path.resolve("outside"));
    Path secret = Files.writeString(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(inside.resolve("link"), outside);
    Files.createSymbolicLink(inside.resolve("file"), secret);
    Files.createDirectory(inside.resolve("real"));
    Files.createSymbolicLink(inside.resolve("real/up"), Path.of(".."));
    try (Folder in = open(inside)) {
      for (String over : List.of("link", "real/up", "link/deep", "file/deep")) {
        assertTrouble(Trouble.NOT_A_FOLDER, () -> in.folder(path(over)));
      }
      assertThat(in.facts("file"))
          .isNotNull()
          .satisfies(facts -> assertThat(facts.kind()).isEqualTo(Facts.Kind.OTHER));
      assertThat(in.makeFolder("link")).isFalse();
      assertTrouble(Trouble.EXISTS, () -> in.create("file", false));
      assertThatIsRefused(() -> in.read("file", path("file")));
      assertThatIsRefused(() -> in.reopen("file"));
    }
    assertThat(outside).isDirectoryContaining(name -> name.endsWith("secret"));
    assertThat(secret).hasContent("secret");
  }

  private static void assertThatIsRefused(ThrowingCallable c) {
    assertThatThrownBy(c).isInstanceOf(StoreException.class);
  }

  @Test
  void whatItHasIsForced() throws IOException {
    put("a", "a");
    folder.force("a");
    folder.force();
    assertThat(folder.forceAll()).isEqualTo(kind == Kind.LINUX);
    assertTrouble(Trouble.NOT_FOUND, () -> folder.force("none"));
  }

  @Test
  void foldersOfOneFileSystemAreEqualInThat() throws IOException {
    folder.makeFolder("a");
    try (Folder inner = folder.folder(path("a"))) {
      assertThat(inner.facts().mount()).isEqualTo(folder.facts().mount());
      assertThat(inner.facts().isFolder()).isTrue();
    }
    Path other = Path.of("/dev/shm");
    assumeTrue(
        Files.isDirectory(other) && !Files.getFileStore(other).equals(Files.getFileStore(path)),
        "skipped in part: /dev/shm is not there, or no other file system");
    try (Folder elsewhere = open(other)) {
      assertThat(elsewhere.facts().mount()).isNotEqualTo(folder.facts().mount());
    }
  }

  @Test
  void aShortFileIsReadWholeWhenItIsWhatIsExpected() throws Exception {
    folder.makeFolder("in");
    StorePath path = StorePath.of("in/a");
    byte[] content = Shop.content(150_000, 3);
    try (Folder in = folder.folder(StorePath.of("in"))) {
      in.put("a", ByteBuffer.wrap(content), THEN, false);
      Facts facts = in.facts("a");
      assertThat(facts).isNotNull();
      Entry entry = facts.entry(path);
      assertThat(folder.content(path, entry)).isEqualTo(content);
      Files.setLastModifiedTime(this.path.resolve("in/a"), FileTime.from(THEN.plusSeconds(1)));
      assertThat(folder.content(path, entry)).isNull();
      Files.writeString(this.path.resolve("in/a"), "short");
      assertThat(folder.content(path, entry)).isNull();
      in.deleteFile("a");
      assertTrouble(Trouble.NOT_FOUND, () -> folder.content(path, entry));
      in.makeFolder("a");
      assertTrouble(Trouble.NOT_A_FILE, () -> folder.content(path, entry));
    }
  }

  @Test
  void whatIsNoFileIsNotReadAndNobodyWaitsForIt() throws Exception {
    put("file", "x");
    Entry entry = new Entry("x", Entry.Kind.FILE, 1, THEN, false);
    Files.createSymbolicLink(path.resolve("link"), path.resolve("file"));
    Files.createSymbolicLink(path.resolve("folder"), path);
    assertThatThrownBy(() -> folder.content(StorePath.of("link"), entry))
        .isInstanceOf(StoreException.class);
    assertTrouble(Trouble.NOT_A_FOLDER, () -> folder.content(StorePath.of("folder/file"), entry));
    assertThat(new ProcessBuilder("mkfifo", path.resolve("pipe").toString()).start().waitFor())
        .isZero();
    assertTrouble(Trouble.NOT_A_FILE, () -> folder.content(StorePath.of("pipe"), entry));
    try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(path.resolve("socket")));
      assertTrouble(Trouble.NOT_A_FILE, () -> folder.content(StorePath.of("socket"), entry));
    }
  }
}
