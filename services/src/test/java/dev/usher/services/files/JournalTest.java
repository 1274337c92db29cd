package dev.usher.services.files;

import static dev.usher.services.files.Shop.content;
import static dev.usher.services.files.StoreTest.assertTrouble;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final long SIZE = 20L * Blocks.SIZE;
  private static final int RECORDS = 5;

  @TempDir private Path folder;

  private static byte[] hash(int block) {
    return content(Blocks.HASH, block);
  }

  private Journal open(Path file) throws IOException {
    return open(file, ID, SIZE);
  }

  private static Journal open(Path file, String id, long size) throws IOException {
    return new Journal(
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
        id,
        size);
  }

  private byte[] written() throws IOException {
    Path file = folder.resolve("written");
    Files.deleteIfExists(file);
    try (Journal journal = open(file)) {
      for (int i = 0; i < RECORDS; i++) journal.append(3 * i, hash(i));
    }
    return Files.readAllBytes(file);
  }

  /// Opens these bytes as a journal, which must tell nothing wrong; how many blocks it tells.
  private int found(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("changed"), bytes);
    try (Journal journal = open(file)) {
      Map<Integer, byte[]> found = journal.found();
      found.forEach((block, hash) -> assertThat(hash).isEqualTo(hash(block / 3)));
      int count = found.size();
      journal.append(19, hash(19));
      return count;
    }
  }

  @Test
  void aJournalThatIsCutAnywhereTellsWhatIsWhole() throws IOException {
    byte[] all = written();
    for (int length = 0; length <= all.length; length++) {
      assertThat(found(Arrays.copyOf(all, length)))
          .as("cut at %s", length)
          .isEqualTo(Math.max(0, length / 40 - 1));
      try (Journal again = open(folder.resolve("changed"))) {
        assertThat(again.found()).containsKey(19);
      }
    }
  }

  @Test
  void aJournalWithAByteChangedTellsNothingWrong() throws IOException {
    byte[] all = written();
    for (int at = 0; at < all.length; at++) {
      byte[] changed = all.clone();
      changed[at] ^= 1;
      assertThat(found(changed)).as("at %s", at).isEqualTo(Math.max(0, at / 40 - 1));
    }
  }

  @Test
  void aJournalThatEndsInZerosTellsWhatIsBeforeThem() throws IOException {
    byte[] all = written();
    assertThat(found(Arrays.copyOf(all, all.length + 4_096))).isEqualTo(RECORDS);
  }

  @Test
  void aJournalOfAnotherFileBeginsAnew() throws IOException {
    for (Map.Entry<String, Long> other :
        Map.of(ID.replace('0', 'f'), SIZE, ID, SIZE + 1).entrySet()) {
      Path file = Files.write(folder.resolve("other"), written());
      try (Journal journal = open(file, other.getKey(), other.getValue())) {
        assertThat(journal.found()).isEmpty();
      }
      assertThat(file).hasSize(40);
    }
  }

  @Test
  void onlyOneHasIt() throws IOException {
    Path file = folder.resolve("journal");
    Journal first = open(file);
    assertTrouble(Trouble.FAILED, () -> open(file));
    first.close();
    open(file).close();
  }

  @Property(tries = 200)
  void whateverItIsItIsNoTrouble(@ForAll byte[] bytes) throws IOException {
    Path file = Files.createTempFile("journal", "");
    try {
      Files.write(file, bytes);
      try (Journal journal = open(file)) {
        assertThat(journal.found()).isEmpty();
      }
    } finally {
      Files.delete(file);
    }
  }
}
