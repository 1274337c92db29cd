package dev.usher.services.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.services.Address;
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
}
