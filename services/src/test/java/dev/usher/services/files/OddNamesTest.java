package dev.usher.services.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.services.Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names that cannot go on their way as they are: too many of them, one too long, no text.
class OddNamesTest {
  private static final int MANY = 1_000;

  @TempDir Path folder;

  private OpenHub open() throws Exception {
    return new OpenHub(folder.resolve("hub"), "tcp://127.0.0.1:0");
  }

  private static FileClient client(OpenHub hub) {
    return new FileClient(Address.tcp("127.0.0.1", hub.port()));
  }

  @Test
  void asManyAreGotAsAreNamed() throws Exception {
    Path there = Files.createDirectories(folder.resolve("hub/files"));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < MANY; i++)
      names.add("a name of a hundred bytes or so " + "x".repeat(70) + i);
    for (String name : names) Files.writeString(there.resolve(name), name);
    try (OpenHub hub = open()) {
      for (int streams = 1; streams <= 2; streams++) {
        Path back = Files.createDirectory(folder.resolve("back" + streams));
        List<TransferEvent.Found> found = new CopyOnWriteArrayList<>();
        GetOptions options = new GetOptions(Conflict.REFUSE, Durability.NONE, streams);
        TransferSummary got =
            client(hub)
                .get(
                    names,
                    back,
                    options,
                    event -> {
                      if (event instanceof TransferEvent.Found so) found.add(so);
                    });
        assertThat(got.files()).isEqualTo(MANY);
        assertThat(found).filteredOn(TransferEvent.Found::all).hasSize(streams);
        assertThat(found.getLast().files()).isEqualTo(MANY);
        for (String name : names) assertThat(back.resolve(name)).hasContent(name);
      }
    }
  }

  @Test
  void whatIsLongerThanAnyNameIsRefused() throws Exception {
    String name = "x".repeat(70_000);
    Path file = Files.writeString(folder.resolve("file"), "here");
    try (OpenHub hub = open()) {
      GetOptions get = new GetOptions(Conflict.REFUSE, Durability.NONE, 1);
      assertThatThrownBy(() -> client(hub).get(List.of(name), folder, get, _ -> {}))
          .isInstanceOf(StoreException.class);
      PutOptions into = new PutOptions(name, Conflict.REFUSE, Durability.NONE, 1);
      assertThatThrownBy(() -> client(hub).put(List.of(file), into, _ -> {}))
          .isInstanceOf(StoreException.class);
      PutOptions put = new PutOptions("in/", Conflict.REFUSE, Durability.NONE, 1);
      List<TransferEvent> events = new CopyOnWriteArrayList<>();
      TransferSummary sent = client(hub).put(List.of(Path.of(name), file), put, events::add);
      assertThat(sent.refused()).isEqualTo(1);
      assertThat(folder.resolve("hub/files/in/file")).hasContent("here");
    }
  }

  @Test
  void whatIsNoTextIsNotStoredUnderAnotherName() throws Exception {
    Path here = Files.createDirectory(folder.resolve("here"));
    String make = "cd \"$0\" && echo one > \"$(printf 'bad\\377')\" && echo two > good";
    Process shell = new ProcessBuilder("sh", "-c", make, here.toString()).start();
    assertThat(shell.waitFor()).isZero();
    try (OpenHub hub = open()) {
      List<TransferEvent> events = new CopyOnWriteArrayList<>();
      PutOptions put = new PutOptions("", Conflict.REFUSE, Durability.NONE, 1);
      TransferSummary sent = client(hub).put(List.of(here), put, events::add);
      assertThat(sent.files()).isEqualTo(1);
      assertThat(events)
          .filteredOn(TransferEvent.Refused.class::isInstance)
          .singleElement()
          .satisfies(e -> assertThat(((TransferEvent.Refused) e).text()).contains("no text"));
      assertThat(folder.resolve("hub/files/here")).isDirectoryContaining("glob:**/good");
    }
  }
}
