package dev.usher.services.files;

import static dev.usher.services.files.Shop.content;
import static dev.usher.services.files.Shop.incoming;
import static dev.usher.services.files.Shop.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.testkit.LeakCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  @TempDir private Path folder;
  private LeakCheck leaks;
  private Shop shop;

  @BeforeEach
  void open() throws IOException {
    leaks = LeakCheck.begin();
    shop = Shop.in(folder);
  }

  @AfterEach
  void close() {
    shop.close();
    leaks.close();
  }

  static void assertTrouble(Trouble trouble, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.trouble()).as(e.getMessage()).isEqualTo(trouble));
  }

  @Test
  void anEmptyStoreIsNoFolderYet() throws Exception {
    assertThat(shop.listed()).isEmpty();
    assertTrouble(Trouble.NOT_FOUND, () -> shop.store().stat(path("a")));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileIsThereUnderItsNameWithItsTime() throws Exception {
    byte[] content = content(3 * Blocks.SIZE + 7, 1);
    assertThat(shop.put("a/b/c.bin", content, Conflict.REFUSE))
        .isEqualTo(new Published(path("a/b/c.bin"), false));
    assertThat(shop.file("a/b/c.bin")).hasBinaryContent(content);
    assertThat(shop.store().stat(path("a/b/c.bin")))
        .isEqualTo(new Entry("a/b/c.bin", Entry.Kind.FILE, content.length, Shop.THEN, false));
    assertThat(shop.listed()).containsExactly("a", "a/b", "a/b/c.bin");
    assertThat(shop.partials()).isEmpty();
  }

  @Test
  void anEmptyFileHasNoBlocks() throws Exception {
    assertThat(shop.put("empty", new byte[0], Conflict.REFUSE).same()).isFalse();
    assertThat(shop.file("empty")).isEmptyFile();
  }

  @Test
  void anExecutableStaysOne() throws Exception {
    Incoming run = new Incoming(path("run"), 2, Shop.THEN, true, 1);
    try (Batch batch = shop.store().batch(Durability.NONE)) {
      batch.add(run, ByteBuffer.wrap(new byte[2]), Conflict.REFUSE);
      batch.publish();
    }
    assertThat(shop.store().stat(path("run")).executable()).isTrue();
    assertThat(Shop.isProgram(shop.file("run"))).isTrue();
  }

  @Test
  void smallFilesAreStoredTogether() throws Exception {
    List<Outcome> outcomes =
        shop.putTogether(Durability.BATCH, Conflict.REFUSE, "x/1", "one", "x/2", "two", "3", "");
    assertThat(outcomes)
        .containsExactly(
            new Outcome.Stored(new Published(path("x/1"), false)),
            new Outcome.Stored(new Published(path("x/2"), false)),
            new Outcome.Stored(new Published(path("3"), false)));
    assertThat(shop.file("x/2")).hasContent("two");
    assertThat(shop.listed()).containsExactly("3", "x", "x/1", "x/2");
    assertThat(shop.partials()).isEmpty();
  }

  @Test
  void eachFileOfABatchIsSettledByItself() throws Exception {
    shop.putTogether(Durability.NONE, Conflict.REFUSE, "a", "first", "b", "same");
    List<Outcome> outcomes =
        shop.putTogether(Durability.EACH, Conflict.REFUSE, "a", "other", "b", "same", "c", "new");
    assertThat(outcomes.get(0))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, no -> assertThat(no.why().trouble()).isEqualTo(Trouble.EXISTS));
    assertThat(outcomes.get(1)).isEqualTo(new Outcome.Stored(new Published(path("b"), true)));
    assertThat(outcomes.get(2)).isEqualTo(new Outcome.Stored(new Published(path("c"), false)));
    assertThat(shop.file("a")).hasContent("first");
    assertThat(shop.partials()).isEmpty();
  }

  @Test
  void aBatchThatIsNotPublishedLeavesNothing() throws Exception {
    try (Batch batch = shop.store().batch(Durability.BATCH)) {
      batch.add(incoming("a", 1), ByteBuffer.wrap(new byte[1]), Conflict.REFUSE);
      assertThat(shop.partials()).hasSize(1);
    }
    assertThat(shop.partials()).isEmpty();
    assertThat(shop.listed()).isEmpty();
  }

  @Test
  void aStoreGoesOnWhenAnotherRemovesTheEmptyFolderOfPartialFiles() throws Exception {
    for (int round = 0; round < 2; round++) {
      try (Shop other = Shop.in(folder)) {
        other.putTogether(Durability.NONE, Conflict.REFUSE, "other" + round, "x");
        shop.putTogether(Durability.NONE, Conflict.REFUSE, "mine" + round, "y");
      }
      assertThat(shop.partial()).doesNotExist();
      shop.put("long" + round, content(Blocks.SIZE + 1, round), Conflict.REFUSE);
    }
    assertThat(shop.listed()).hasSize(6);
    assertThat(shop.partials()).isEmpty();
  }

  @Test
  void whatIsStoredAlreadyIsMadeDurableWithABatch() throws Exception {
    shop.putTogether(Durability.NONE, Conflict.REFUSE, "in/a", "first", "b", "second");
    try (Batch batch = shop.store().batch(Durability.EACH)) {
      batch.addStored(path("in/a"));
      batch.addStored(path("b"));
      Files.delete(shop.file("b")); // as somebody may at any moment
      assertThat(batch.publish()).isEmpty();
    }
    assertThat(shop.listed()).containsExactly("in", "in/a");
  }

  @Test
  void nobodyElseEntersTheFolderOfPartialFiles() throws Exception {
    Files.createDirectory(shop.partial());
    try (Batch batch = shop.store().batch(Durability.NONE)) {
      batch.add(incoming("a", 1), ByteBuffer.wrap(new byte[1]), Conflict.REFUSE);
      assertThat(Files.getPosixFilePermissions(shop.partial())).hasSize(3);
    }
  }

  @Test
  void foldersAreMadeAndDeleted() throws Exception {
    shop.store().makeFolder(path("a/b"));
    shop.store().makeFolder(path("a/b"));
    assertThat(shop.store().stat(path("a/b")).kind()).isEqualTo(Entry.Kind.FOLDER);
    assertTrouble(Trouble.NOT_EMPTY, () -> shop.store().delete(path("a")));
    shop.store().delete(path("a/b"));
    shop.store().delete(path("a"));
    assertTrouble(Trouble.NOT_FOUND, () -> shop.store().delete(path("a")));
    assertTrouble(Trouble.FAILED, () -> shop.store().delete(StorePath.ROOT));
  }

  @Test
  void aFileIsNoFolderAndAFolderNoFile() throws Exception {
    shop.putTogether(Durability.NONE, Conflict.REFUSE, "file", "x", "folder/in", "x");
    Store store = shop.store();
    assertTrouble(Trouble.NOT_A_FOLDER, () -> store.list(path("file"), false, _ -> {}));
    assertTrouble(Trouble.NOT_A_FOLDER, () -> store.makeFolder(path("file/deep")));
    assertTrouble(Trouble.NOT_A_FOLDER, () -> store.makeFolder(path("file")));
    assertTrouble(Trouble.NOT_A_FILE, () -> store.read(path("folder")));
    assertTrouble(
        Trouble.NOT_A_FOLDER, () -> store.receive(incoming("file/deep/er", 1), Durability.NONE));
    for (Conflict conflict : List.of(Conflict.REFUSE, Conflict.REPLACE)) {
      assertThat(shop.putTogether(Durability.NONE, conflict, "folder", "x").getFirst())
          .isInstanceOf(Outcome.Refused.class);
    }
    assertThat(shop.listed()).containsExactly("file", "folder", "folder/in");
  }

  @Test
  void whatIsReadStaysWhatItWasWhenItIsReplaced() throws Exception {
    shop.putTogether(Durability.NONE, Conflict.REFUSE, "a", "old");
    try (StoredFile file = shop.store().read(path("a"))) {
      shop.putTogether(Durability.NONE, Conflict.REPLACE, "a", "newer");
      ByteBuffer read = ByteBuffer.allocate(9);
      assertThat(file.channel().read(read)).isEqualTo(3);
      assertThat(file.entry().size()).isEqualTo(3);
    }
    assertThat(shop.file("a")).hasContent("newer");
  }

  @Test
  void whoWritesToAFileThatIsReadIsNoticed() throws Exception {
    shop.putTogether(Durability.NONE, Conflict.REFUSE, "a", "old");
    try (StoredFile file = shop.store().read(path("a"))) {
      assertThat(file.unchanged()).isTrue();
      Files.writeString(shop.file("a"), "more than before");
      assertThat(file.unchanged()).isFalse();
    }
  }

  @Test
  void whatOneSenderHasHashedOthersKnowWhileTheFileIsAsItWas() throws Exception {
    shop.putTogether(Durability.NONE, Conflict.REFUSE, "a", "old");
    try (StoredFile one = shop.store().readToSend(path("a"));
        StoredFile other = shop.store().readToSend(path("a"))) {
      one.hashes().note(0, Shop.content(Blocks.HASH, 1));
      assertThat(other.hashes().knows(0)).isTrue();
      Files.writeString(shop.file("a"), "new");
      try (StoredFile later = shop.store().readToSend(path("a"))) {
        assertThat(later.hashes().knows(0)).isFalse();
      }
    }
  }

  @Test
  void namesThatOthersPutThereAgainstTheRulesAreLeftOut() throws Exception {
    shop.putTogether(Durability.NONE, Conflict.REFUSE, "good", "x");
    for (String name : List.of(".hidden", "a:b", "CON", "end.", "e\u0301")) {
      Files.writeString(shop.file(name), "x");
    }
    Files.createSymbolicLink(shop.file("link"), folder);
    assertThat(shop.listed()).containsExactly("good");
    assertTrouble(Trouble.BAD_NAME, () -> shop.store().stat(path(".hidden")));
    assertTrouble(Trouble.NOT_A_FILE, () -> shop.store().stat(path("link")));
    assertTrouble(Trouble.NOT_A_FILE, () -> shop.store().delete(path("link")));
    assertTrouble(Trouble.NOT_A_FOLDER, () -> shop.store().stat(path("link/files")));
  }

  @Test
  void aFolderIsToldWithWhatIsInItRightBehind() throws Exception {
    shop.putTogether(Durability.NONE, Conflict.REFUSE, "b/2", "", "b/1", "", "c", "", "a", "");
    List<Entry> entries = new ArrayList<>();
    shop.store().list(StorePath.ROOT, false, entries::add);
    assertThat(entries).extracting(Entry::path).containsExactly("a", "b", "c");
    assertThat(shop.listed()).containsExactly("a", "b", "b/1", "b/2", "c");
  }

  @Test
  void whoDeletesTheWholeFolderHasAnEmptyStore() throws Exception {
    shop.put("folder/a", content(10, 1), Conflict.REFUSE);
    shop.put("B", content(10, 1), Conflict.REFUSE);
    for (String name : List.of("folder/a", "folder", "B", "")) Files.delete(shop.file(name));
    assertThat(shop.listed()).isEmpty();
    assertThat(shop.put("b", content(10, 2), Conflict.REFUSE).same()).isFalse();
    for (String name : List.of("b", "")) Files.delete(shop.file(name));
    assertThat(shop.putTogether(Durability.BATCH, Conflict.REFUSE, "folder/c", "c"))
        .containsExactly(new Outcome.Stored(new Published(path("folder/c"), false)));
    assertThat(shop.file("folder/c")).hasContent("c");
    assertThat(shop.listed()).containsExactly("folder", "folder/c");
  }

  @Test
  void whatIsInTheWayOfPartialFilesIsNamed() throws Exception {
    Files.createSymbolicLink(shop.partial(), folder);
    assertThatThrownBy(() -> shop.put("a", content(10, 1), Conflict.REFUSE))
        .hasMessageContaining(shop.partial() + " is where")
        .hasMessageEndingWith("move it away");
    Files.delete(shop.partial());
  }
}
