package dev.usher.services.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.services.Address;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that come from several folders, and have the same last name: none is lost in silence.
class NamesakesTest {
  private static final GetOptions GET = new GetOptions(Conflict.REFUSE, Durability.BATCH, 1);

  @TempDir Path folder;

  private OpenHub open() throws Exception {
    return new OpenHub(folder.resolve("hub"), "tcp://127.0.0.1:0");
  }

  private static FileClient client(OpenHub hub) {
    return new FileClient(Address.tcp("127.0.0.1", hub.port()));
  }

  @Test
  void twoOfTheSameLastNameAreNotOneToAGet() throws Exception {
    Path there = folder.resolve("hub/files");
    Files.createDirectories(there.resolve("a"));
    Files.createDirectories(there.resolve("b"));
    Files.writeString(there.resolve("a/report"), "one");
    Files.writeString(there.resolve("b/report"), "other");
    Path back = Files.createDirectory(folder.resolve("back"));
    List<TransferEvent> events = Collections.synchronizedList(new ArrayList<>());
    try (OpenHub hub = open()) {
      TransferSummary got =
          client(hub).get(List.of("a/report", "b/report"), back, GET, events::add);
      assertThat(got.files() + got.refused()).isEqualTo(2);
      GetOptions rename = new GetOptions(Conflict.RENAME, Durability.BATCH, 2);
      Path both = Files.createDirectory(folder.resolve("both"));
      client(hub).get(List.of("a/report", "b/report"), both, rename, events::add);
      assertThat(both.resolve("report")).exists();
      assertThat(both.resolve("report (2)")).exists();
    }
  }

  @Test
  void theEndOfEachIsToldHoweverLongTheyAre() throws Exception {
    Path there = folder.resolve("hub/files");
    for (String name : List.of("a", "b")) {
      Path file = Files.createDirectories(there.resolve(name)).resolve("report");
      try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
        sparse.setLength(Sharing.SHARED);
        sparse.write(name.charAt(0));
      }
    }
    try (OpenHub hub = open()) {
      for (int streams = 1; streams <= 2; streams++) {
        List<TransferEvent> events = Collections.synchronizedList(new ArrayList<>());
        GetOptions rename = new GetOptions(Conflict.RENAME, Durability.NONE, streams);
        Path back = Files.createDirectory(folder.resolve("back" + streams));
        TransferSummary got =
            client(hub).get(List.of("a/report", "b/report"), back, rename, events::add);
        assertThat(got.files()).isEqualTo(2);
        assertThat(events)
            .filteredOn(TransferEvent.Stored.class::isInstance)
            .map(e -> ((TransferEvent.Stored) e).name())
            .containsExactlyInAnyOrder("report", "report (2)");
      }
    }
  }
}
