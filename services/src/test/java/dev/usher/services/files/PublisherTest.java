package dev.usher.services.files;

import static dev.usher.services.files.Shop.content;
import static dev.usher.services.files.Shop.path;
import static dev.usher.services.files.StoreTest.assertTrouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.testkit.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
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

  private Outcome put(Conflict conflict, String path, String text) throws StoreException {
    return shop.putTogether(Durability.NONE, conflict, path, text).getFirst();
  }

  private static Outcome stored(String path) {
    return new Outcome.Stored(new Published(path(path), false));
  }

  private static Outcome same(String path) {
    return new Outcome.Stored(new Published(path(path), true));
  }

  private static void assertRefused(Trouble trouble, Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class, no -> assertThat(no.why().trouble()).isEqualTo(trouble));
  }

  @Test
  void otherContentIsRefusedAndWhatIsThereStays() throws Exception {
    byte[] content = content(3 * Blocks.SIZE, 1);
    shop.put("a", content, Conflict.REFUSE);
    byte[] longer = content(3 * Blocks.SIZE + 1, 1);
    assertTrouble(Trouble.EXISTS, () -> shop.put("a", longer, Conflict.REFUSE));
    assertThat(shop.file("a")).hasBinaryContent(content);
    assertThat(shop.partials()).as("kept, for another way").hasSize(2);
    assertThat(shop.put("a", longer, Conflict.RENAME).path()).isEqualTo(path("a (2)"));
    assertThat(shop.partials()).isEmpty();
  }

  @Test
  void theSameContentIsNoConflict() throws Exception {
    assertThat(put(Conflict.REFUSE, "a", "x")).isEqualTo(stored("a"));
    assertThat(put(Conflict.REFUSE, "a", "x")).isEqualTo(same("a"));
    assertThat(put(Conflict.RENAME, "a", "x")).isEqualTo(same("a"));
    assertThat(shop.listed()).containsExactly("a");
    assertThat(shop.partials()).isEmpty();
  }

  @Test
  void renamedFilesAreNumbered() throws Exception {
    for (int i = 1; i <= 40; i++) {
      String name = i == 1 ? "f/file.txt" : "f/file (" + i + ").txt";
      assertThat(put(Conflict.RENAME, "f/file.txt", "content " + i)).isEqualTo(stored(name));
    }
    assertThat(put(Conflict.RENAME, "f/file.txt", "content 40")).isEqualTo(same("f/file (40).txt"));
    assertThat(put(Conflict.RENAME, "f/file.txt", "content 1")).isEqualTo(same("f/file.txt"));
    assertThat(shop.listed()).hasSize(41);
  }

  @Test
  void aLongNameIsCutToBeNumbered() throws Exception {
    String name = "é".repeat(125) + ".jpg";
    put(Conflict.RENAME, name, "1");
    assertThat(put(Conflict.RENAME, name, "2")).isEqualTo(stored("é".repeat(123) + " (2).jpg"));
  }

  @Test
  void aFolderIsNeverReplaced() throws Exception {
    put(Conflict.REFUSE, "a/b", "x");
    assertRefused(Trouble.NOT_A_FILE, put(Conflict.REPLACE, "a", "y"));
    assertRefused(Trouble.EXISTS, put(Conflict.REFUSE, "a", "y"));
    assertThat(put(Conflict.RENAME, "a", "y")).isEqualTo(stored("a (2)"));
  }

  @Test
  void aLinkIsNeitherReplacedNorFollowed() throws Exception {
    put(Conflict.REFUSE, "a", "x");
    Path outside = Files.writeString(folder.resolve("outside"), "mine");
    Files.createSymbolicLink(shop.file("link"), outside);
    assertRefused(Trouble.NOT_A_FILE, put(Conflict.REPLACE, "link", "y"));
    assertRefused(Trouble.EXISTS, put(Conflict.REFUSE, "link", "mine"));
    assertThat(outside).hasContent("mine");
  }

  @Test
  void aReaderSeesTheOldFileOrTheNewOne() throws Exception {
    String old = "o".repeat(50_000);
    String young = "n".repeat(60_000);
    put(Conflict.REFUSE, "a", old);
    AtomicBoolean over = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> reader =
          threads.submit(() -> {
            int reads = 0;
            do {
              assertThat(Files.readString(shop.file("a"))).isIn(old, young);
              reads++;
            } while (!over.get());
            return reads;
          });
      for (int i = 0; i < 200; i++) put(Conflict.REPLACE, "a", i % 2 == 0 ? young : old);
      over.set(true);
      assertThat(reader.get()).isPositive();
    }
    assertThat(shop.listed()).containsExactly("a");
  }

  @Test
  void ofManyWhoWantANameOneGetsIt() throws Exception {
    for (int round = 0; round < 20; round++) {
      String name = "name " + round;
      List<Outcome> outcomes = together(4, i -> put(Conflict.REFUSE, name, "content " + i));
      assertThat(outcomes).containsOnlyOnce(stored(name));
      assertThat(outcomes).filteredOn(Outcome.Refused.class::isInstance).hasSize(3);
    }
  }

  @Test
  void ofManyWhoAreRenamedEachGetsAName() throws Exception {
    for (int round = 0; round < 5; round++) {
      String name = "name " + round;
      together(4, i -> put(Conflict.RENAME, name, "content " + i));
      assertThat(shop.listed())
          .contains(name, name + " (2)", name + " (3)", name + " (4)")
          .hasSize(4 * (round + 1));
    }
  }

  @Test
  void ofManyTwinsOneGetsItsName() throws Exception {
    for (int round = 0; round < 20; round++) {
      String name = "twin" + round;
      List<Outcome> outcomes = together(4, i -> put(Conflict.REFUSE, twin(name, i), "x"));
      assertThat(outcomes).filteredOn(Outcome.Stored.class::isInstance).hasSize(1);
    }
    assertThat(shop.listed()).hasSize(20);
  }

  private static String twin(String name, int at) {
    return name.substring(0, at) + Character.toUpperCase(name.charAt(at)) + name.substring(at + 1);
  }

  private interface Numbering {
    Outcome put(int number) throws StoreException;
  }

  private static List<Outcome> together(int count, Numbering put) throws Exception {
    CyclicBarrier start = new CyclicBarrier(count);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Outcome>> tasks = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        tasks.add(() -> {
          start.await();
          return put.put(number);
        });
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> done : threads.invokeAll(tasks)) outcomes.add(done.get());
      return outcomes;
    }
  }

  @Test
  void caseTwinsAreRefusedFoldersToo() throws Exception {
    put(Conflict.REFUSE, "Docs/Straße", "x");
    assertRefused(Trouble.TAKEN, put(Conflict.REFUSE, "Docs/STRASSE", "x"));
    assertRefused(Trouble.TAKEN, put(Conflict.REPLACE, "Docs/strasse", "x"));
    assertRefused(Trouble.TAKEN, put(Conflict.REFUSE, "docs/other", "x"));
    assertTrouble(Trouble.TAKEN, () -> shop.store().makeFolder(path("DOCS")));
    assertTrouble(Trouble.TAKEN, () -> shop.put("docs/big", content(9, 1), Conflict.REPLACE));
    assertThat(put(Conflict.RENAME, "Docs/STRASSE", "x")).isEqualTo(stored("Docs/STRASSE (2)"));
    shop.store().delete(path("Docs/Straße"));
    assertThat(put(Conflict.REFUSE, "Docs/strasse", "x")).isEqualTo(stored("Docs/strasse"));
    assertThat(shop.partials()).hasSize(2); // of the big one
  }

  @Test
  void aTwinThatAnotherProgramMadeIsSeen() throws Exception {
    Files.createDirectories(shop.file("."));
    Files.writeString(shop.file("README"), "x");
    assertRefused(Trouble.TAKEN, put(Conflict.REFUSE, "readme", "x"));
    Files.delete(shop.file("README"));
    assertThat(put(Conflict.REFUSE, "readme", "x")).isEqualTo(stored("readme"));
  }

  @Test
  void bothNormalFormsAreOneName() throws Exception {
    assertThat(put(Conflict.REFUSE, "cafe\u0301", "x")).isEqualTo(stored("café"));
    assertThat(put(Conflict.REFUSE, "café", "x")).isEqualTo(same("café"));
    assertRefused(Trouble.EXISTS, put(Conflict.REFUSE, "cafe\u0301", "y"));
    assertThat(shop.file("café")).hasContent("x");
  }
}
