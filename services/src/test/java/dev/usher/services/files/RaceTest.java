package dev.usher.services.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.services.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Senders of one name, while somebody deletes it, and its folder: what has nothing in its way is
/// stored.
class RaceTest {
  private static final int ROUNDS = 150;

  @TempDir Path folder;
  private final List<TransferEvent.Refused> refused = new CopyOnWriteArrayList<>();

  private Path file(String in, int size, int fill) throws IOException {
    byte[] content = new byte[size];
    Arrays.fill(content, (byte) fill);
    return Files.write(Files.createDirectories(folder.resolve(in)).resolve("file"), content);
  }

  private void note(TransferEvent event) {
    if (event instanceof TransferEvent.Refused no) refused.add(no);
  }

  private interface Round {
    void play(FileClient client) throws Exception;
  }

  private static Round put(Path file, Conflict conflict, RaceTest told) {
    PutOptions options = new PutOptions("in/folder", conflict, Durability.NONE, 1);
    return client -> client.put(List.of(file), options, told::note);
  }

  /// Each does its part again and again, until the first is done with all its rounds.
  private void race(Round... parts) throws Exception {
    try (OpenHub hub = new OpenHub(folder.resolve("hub"), "tcp://127.0.0.1:0");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicBoolean over = new AtomicBoolean();
      List<Future<?>> players = new ArrayList<>();
      for (Round part : parts) {
        players.add(
            threads.submit(() -> {
              FileClient client = new FileClient(Address.tcp("127.0.0.1", hub.port()));
              try {
                for (int i = 0; i < ROUNDS && !over.get(); i++) part.play(client);
              } finally {
                over.set(true);
              }
              return null;
            }));
      }
      for (Future<?> player : players) player.get();
    }
  }

  private static void delete(FileClient client) throws IOException {
    try {
      for (String each : List.of("in/folder/file", "in/folder", "in")) client.delete(each);
    } catch (StoreException e) {
      assertThat(e.trouble()).isIn(Trouble.NOT_FOUND, Trouble.NOT_EMPTY);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 70_000})
  void theSameIsStoredOrThereHoweverOftenItIsDeleted(int size) throws Exception {
    Path file = file("one", size, 1);
    race(put(file, Conflict.REFUSE, this), put(file, Conflict.REFUSE, this), RaceTest::delete);
    assertThat(refused).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 70_000})
  void whoReplacesIsNeverRefused(int size) throws Exception {
    race(
        put(file("one", size, 1), Conflict.REPLACE, this),
        put(file("other", size, 2), Conflict.REPLACE, this),
        put(file("third", size - 1, 3), Conflict.REPLACE, this),
        RaceTest::delete);
    assertThat(refused).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 70_000, 2_500_000})
  void whoGetsItHasOneOfThemWholeOrIsTold(int size) throws Exception {
    race(
        this::getAndLook,
        put(file("one", size, 1), Conflict.REPLACE, this),
        put(file("other", size, 2), Conflict.REPLACE, this),
        RaceTest::delete);
    assertThat(refused)
        .extracting(TransferEvent.Refused::trouble)
        .isSubsetOf(Trouble.CHANGED, Trouble.NOT_FOUND);
  }

  private void getAndLook(FileClient client) throws Exception {
    Path into = Files.createTempDirectory(folder, "got");
    GetOptions options = new GetOptions(Conflict.REFUSE, Durability.NONE, 1);
    TransferSummary got = client.get(List.of("in/folder/file"), into, options, this::note);
    if (got.files() == 0) return;
    byte[] content = Files.readAllBytes(into.resolve("file"));
    byte[] whole = new byte[content.length];
    Arrays.fill(whole, content[0]);
    assertThat(content).isEqualTo(whole);
  }
}
