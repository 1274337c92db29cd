package dev.usher.services.files;

import static dev.usher.services.files.Shop.content;
import static dev.usher.services.files.Shop.hash;
import static dev.usher.services.files.Shop.incoming;
import static dev.usher.services.files.StoreTest.assertTrouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.testkit.LeakCheck;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What has a file's name is copied while the other version comes.
class BasisCopyTest {
  private static final int BLOCKS = 4;
  private static final byte[] OLD = content((BLOCKS - 1) * Blocks.SIZE + 9, 1);
  private static final byte[] NEW = content(OLD.length, 2);
  private static final Incoming FILE = incoming("file", OLD.length);
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private final CountDownLatch answers = new CountDownLatch(1);
  private SlowDisk disk;

  private Tools tools() {
    Twins twins = new Twins();
    Ground ground = new Ground(folder.resolve("files"), twins);
    Staging staging = new Staging(folder.resolve("partial"));
    OnDisk there = new OnDisk(ground, staging, _ -> true);
    Space space = new Space(folder, StoreLimits.DEFAULT, there);
    Publisher publisher = new Publisher(staging, twins, space);
    return new Tools(staging, ground, publisher, new Syncer(() -> true), space);
  }

  /// What is there, on a disk that answers when it is told to.
  private StoredFile there(byte[] content) throws Exception {
    Path old = Files.write(folder.resolve("old"), content);
    disk = new SlowDisk(FileChannel.open(old, StandardOpenOption.READ), answers);
    try (Folder folder = Folder.open(this.folder)) {
      Facts facts = folder.facts("old");
      if (facts == null) throw new AssertionError("it is not there");
      return new StoredFile(disk, facts.entry(FILE.path()), facts, () -> facts, () -> {});
    }
  }

  private static Claims known() {
    Claims claims = new Claims(BLOCKS);
    for (int block = 0; block < BLOCKS; block++) {
      claims.doubt(block);
      claims.reread(block, hash(OLD, block));
    }
    return claims;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2}) // the one that is being read, and one that is to be
  void whatComesMeanwhileDoesNotWaitForItAndIsNotOverwritten(int block) throws Exception {
    Tools tools = tools();
    int at = block * Blocks.SIZE;
    try (var _ = LeakCheck.begin();
        var staging = tools.staging();
        StoredFile old = there(OLD);
        PartFile part = PartFile.open(tools, FILE);
        BasisCopy copy = new BasisCopy(old, part, known())) {
      disk.awaitAsked();
      copy.overtake(block);
      part.write(at, ByteBuffer.wrap(Arrays.copyOfRange(NEW, at, at + Blocks.SIZE)));
      part.verified(block, hash(NEW, block), false);
      assertThat(copy.await(Duration.ofMillis(1))).isFalse();
      answers.countDown();
      assertThat(copy.await(LONG)).isTrue();
      byte[] both = OLD.clone();
      System.arraycopy(NEW, at, both, at, Blocks.SIZE);
      assertThat(folder.resolve("partial").resolve(part.name())).hasBinaryContent(both);
      assertThat(staging.folder().facts(part.name())).isNotNull();
    }
  }

  @Test
  void whatAnotherProgramChangesMeanwhileIsToldToAll() throws Exception {
    byte[] changed = OLD.clone();
    changed[2 * Blocks.SIZE]++;
    Tools tools = tools();
    answers.countDown();
    try (var staging = tools.staging();
        StoredFile old = there(changed);
        PartFile part = PartFile.open(tools, FILE);
        BasisCopy copy = new BasisCopy(old, part, known())) {
      assertTrouble(Trouble.FAILED, () -> copy.await(LONG));
      assertTrouble(Trouble.FAILED, () -> copy.overtake(0));
      assertTrouble(Trouble.FAILED, copy::finish);
      assertThat(staging.folder().facts(part.name())).isNotNull();
    }
  }
}
