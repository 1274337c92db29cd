package dev.usher.services.files;

import static dev.usher.services.files.Shop.content;
import static dev.usher.services.files.Shop.fetch;
import static dev.usher.services.files.Shop.hash;
import static dev.usher.services.files.Shop.incoming;
import static dev.usher.services.files.Shop.path;
import static dev.usher.services.files.Shop.write;
import static dev.usher.services.files.StoreTest.assertTrouble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.testkit.LeakCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialTest {
  private static final int BLOCKS = 9;
  private static final byte[] CONTENT = content((BLOCKS - 1) * Blocks.SIZE + 1, 5);
  private static final Incoming FILE = incoming("folder/file.bin", CONTENT.length);

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

  private Partial receive() throws StoreException {
    return shop.store().receive(FILE, Durability.BATCH);
  }

  /// An attempt that ends after so many blocks.
  private void attempt(int blocks) throws Exception {
    try (Partial partial = receive()) {
      fetch(partial, CONTENT, blocks);
    }
  }

  private Path part() throws IOException {
    return shop.partial()
        .resolve(
            shop.partials().stream().filter(n -> n.endsWith(".part")).findFirst().orElseThrow());
  }

  private Path journal() throws IOException {
    return Path.of(part().toString().replace(".part", ".journal"));
  }

  /// Goes on, and says which blocks were sent; the file is right then.
  private List<Integer> finish() throws Exception {
    try (Partial partial = receive()) {
      List<Integer> sent = fetch(partial, CONTENT, Integer.MAX_VALUE);
      assertThat(partial.verifiedBytes()).isEqualTo(CONTENT.length);
      assertThat(partial.publish(Conflict.REFUSE).path()).isEqualTo(FILE.path());
      assertThat(partial.durableBytes()).isEqualTo(CONTENT.length);
      assertThat(shop.file("folder/file.bin")).hasBinaryContent(CONTENT);
      Collections.sort(sent);
      return sent;
    }
  }

  private static List<Integer> blocks(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @Test
  void nothingHasTheNameBeforeItIsPublished() throws Exception {
    try (Partial partial = receive()) {
      fetch(partial, CONTENT, Integer.MAX_VALUE);
      assertThat(shop.listed()).isEmpty();
      assertThat(partial.root())
          .isEqualTo(
              Blocks.root(
                  CONTENT.length,
                  blocks(0, BLOCKS).stream().map(block -> hash(CONTENT, block)).toList()));
      Published published = partial.publish(Conflict.REFUSE);
      assertThat(partial.publish(Conflict.REFUSE)).isSameAs(published);
    }
    assertThat(shop.listed()).containsExactly("folder", "folder/file.bin");
    assertThat(shop.partials()).isEmpty();
  }

  @Test
  void anInterruptWhileItIsPublishedStopsNobody() throws Exception {
    try (Partial one = receive();
        Partial other = receive()) {
      fetch(one, CONTENT, Integer.MAX_VALUE);
      Thread.currentThread().interrupt();
      Published published;
      try {
        published = one.publish(Conflict.REFUSE);
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
      assertThat(other.publish(Conflict.REFUSE)).isSameAs(published);
    }
    assertThat(shop.file("folder/file.bin")).hasBinaryContent(CONTENT);
    assertThat(shop.partials()).isEmpty();
  }

  @Test
  void anAttemptThatBroughtNothingLeavesNothing() throws Exception {
    attempt(0);
    assertThat(shop.partials()).isEmpty();
  }

  @Test
  void itGoesOnWhereItStopped() throws Exception {
    attempt(4);
    shop.close();
    shop = Shop.in(folder);
    try (Partial partial = receive()) {
      assertThat(partial.resumedBytes()).isEqualTo(4L * Blocks.SIZE);
    }
    assertThat(finish()).isEqualTo(blocks(4, BLOCKS));
  }

  @Test
  void aBlockThatChangedOnTheDiskIsSentAgain() throws Exception {
    attempt(6);
    try (FileChannel part = FileChannel.open(part(), StandardOpenOption.WRITE)) {
      long at = 2L * Blocks.SIZE + 77;
      part.write(ByteBuffer.wrap(new byte[] {(byte) (CONTENT[(int) at] ^ 1)}), at);
    }
    List<Integer> wanted = new ArrayList<>(blocks(6, BLOCKS));
    wanted.addFirst(2);
    assertThat(finish()).isEqualTo(wanted);
  }

  @Test
  void aBlockThatTheSourceHasOtherwiseIsSentAgain() throws Exception {
    byte[] old = CONTENT.clone();
    old[Blocks.SIZE]++;
    try (Partial partial = receive()) {
      fetch(partial, old, 3);
    }
    List<Integer> wanted = new ArrayList<>(blocks(3, BLOCKS));
    wanted.addFirst(1);
    assertThat(finish()).isEqualTo(wanted);
  }

  @Test
  void aLostPartialFileIsSentAnew() throws Exception {
    attempt(4);
    Files.delete(part());
    assertThat(finish()).isEqualTo(blocks(0, BLOCKS));
  }

  @Test
  void aPartialFileWithoutItsJournalIsSentAnew() throws Exception {
    attempt(4);
    Files.delete(journal());
    assertThat(finish()).isEqualTo(blocks(0, BLOCKS));
  }

  @Test
  void aShortenedPartialFileIsCompleted() throws Exception {
    attempt(4);
    try (FileChannel part = FileChannel.open(part(), StandardOpenOption.WRITE)) {
      part.truncate(2L * Blocks.SIZE + 1);
    }
    assertThat(finish()).isEqualTo(blocks(2, BLOCKS));
  }

  @Test
  void twoStreamsNeverFetchTheSameBlock() throws Exception {
    byte[] content = content(64 * Blocks.SIZE, 6);
    Incoming file = incoming("shared", content.length);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Integer>>> streams = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        streams.add(
            threads.submit(() -> {
              try (Partial partial = shop.store().receive(file, Durability.BATCH)) {
                List<Integer> sent = fetch(partial, content, Integer.MAX_VALUE);
                assertThat(partial.publish(Conflict.REFUSE).path()).isEqualTo(file.path());
                return sent;
              }
            }));
      }
      List<Integer> all = new ArrayList<>();
      for (var stream : streams) all.addAll(stream.get());
      assertThat(all).containsExactlyInAnyOrderElementsOf(blocks(0, 64));
    }
    assertThat(shop.file("shared")).hasBinaryContent(content);
  }

  @Test
  void whatAStreamGivesBackAnotherFetches() throws Exception {
    try (Partial one = receive();
        Partial other = receive()) {
      assertThat(other).isSameAs(one);
      Run run = one.claim(5);
      assertThat(run).isEqualTo(new Run(0, 5, List.of()));
      assertThat(other.claim(99)).isEqualTo(new Run(5, BLOCKS - 5, List.of()));
      write(one, CONTENT, 0);
      one.verified(0, hash(CONTENT, 0));
      one.giveBack(run);
      assertThat(other.claim(99)).isEqualTo(new Run(1, 4, List.of()));
    }
  }

  @Test
  void onlyWhatIsClaimedCanBeWritten() throws Exception {
    try (Partial partial = receive()) {
      assertThatThrownBy(() -> write(partial, CONTENT, 3))
          .isInstanceOf(IllegalStateException.class);
      assertThat(partial.claim(1)).isEqualTo(new Run(0, 1, List.of()));
      assertThatThrownBy(() -> partial.write(0, Blocks.SIZE, ByteBuffer.allocate(1)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> partial.publish(Conflict.REFUSE))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void whatWasDiscardedBeginsAnew() throws Exception {
    try (Partial partial = receive()) {
      fetch(partial, CONTENT, 3);
      partial.discard();
      assertThat(shop.partials()).isEmpty();
      assertTrouble(Trouble.CHANGED, () -> partial.claim(1));
      assertTrouble(Trouble.CHANGED, () -> partial.publish(Conflict.REFUSE));
      assertThat(finish()).isEqualTo(blocks(0, BLOCKS));
    }
  }

  @Test
  void theSameFileIsNotSentTwice() throws Exception {
    finish();
    try (Partial partial = receive()) {
      assertThat(fetch(partial, CONTENT, Integer.MAX_VALUE)).isEmpty();
      assertThat(partial.publish(Conflict.REPLACE)).isEqualTo(new Published(FILE.path(), true));
    }
    assertThat(shop.partials()).isEmpty();
  }

  @Test
  void ofAnotherVersionOnlyWhatDiffersIsSent() throws Exception {
    byte[] old = CONTENT.clone();
    old[5 * Blocks.SIZE]++;
    shop.put("folder/file.bin", old, Conflict.REFUSE);
    try (Partial partial = receive()) {
      assertThat(fetch(partial, CONTENT, Integer.MAX_VALUE)).contains(5);
      assertThat(shop.file("folder/file.bin")).hasBinaryContent(old);
      assertTrouble(Trouble.EXISTS, () -> partial.publish(Conflict.REFUSE));
      assertThat(partial.publish(Conflict.REPLACE)).isEqualTo(new Published(FILE.path(), false));
    }
    assertThat(shop.file("folder/file.bin")).hasBinaryContent(CONTENT);
    assertThat(shop.partials()).isEmpty();
  }

  @Test
  void anOldVersionIsCopiedWhileTheNewOneComes() throws Exception {
    byte[] old = content(48 * Blocks.SIZE + 1, 7);
    byte[] content = old.clone();
    for (int block = 0; block < 48; block += 3) content[block * Blocks.SIZE + block]++;
    shop.put("file", old, Conflict.REFUSE);
    Incoming file = new Incoming(path("file"), content.length, Shop.THEN, false, 2);
    try (Partial partial = shop.store().receive(file, Durability.NONE)) {
      fetch(partial, content, Integer.MAX_VALUE);
      assertThat(partial.publish(Conflict.REPLACE)).isEqualTo(new Published(file.path(), false));
    }
    assertThat(shop.file("file")).hasBinaryContent(content);
    assertThat(shop.partials()).isEmpty();
  }

  @Test
  void twoSendersOfOneNameDoNotMix() throws Exception {
    byte[] other = content(CONTENT.length, 9);
    Incoming theirs = new Incoming(FILE.path(), FILE.size(), Shop.THEN, false, 2);
    try (Partial mine = receive();
        Partial his = shop.store().receive(theirs, Durability.NONE)) {
      assertThat(his).isNotSameAs(mine);
      fetch(mine, CONTENT, Integer.MAX_VALUE);
      fetch(his, other, Integer.MAX_VALUE);
      assertThat(mine.publish(Conflict.RENAME).path()).isEqualTo(path("folder/file.bin"));
      assertThat(his.publish(Conflict.RENAME).path()).isEqualTo(path("folder/file (2).bin"));
    }
    assertThat(shop.file("folder/file.bin")).hasBinaryContent(CONTENT);
    assertThat(shop.file("folder/file (2).bin")).hasBinaryContent(other);
  }

  @Test
  void anotherProgramWithTheSameFileIsNotMixedIn() throws Exception {
    try (Partial partial = receive();
        Shop second = Shop.in(folder)) {
      fetch(partial, CONTENT, 1);
      assertTrouble(Trouble.FAILED, () -> second.store().receive(FILE, Durability.NONE));
    }
  }
}
