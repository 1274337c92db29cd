package dev.usher.services.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLogTest {
  private static final CommandLog.Entry ENTRY =
      new CommandLog.Entry(
          Instant.EPOCH, new InetSocketAddress("127.0.0.1", 1), "date", "exited", 0, 1, 2, 3, 0);

  @TempDir Path folder;

  @Test
  void aFullOneTakesThePlaceOfTheOneBefore() throws Exception {
    Path file = folder.resolve("command.log");
    Path old = Files.writeString(folder.resolve("command.log.1"), "the one before");
    CommandLog log = new CommandLog(file);
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(16 * 1024 * 1024 + 1);
    }
    log.note(ENTRY);
    assertThat(old).hasSize(16 * 1024 * 1024 + 1);
    assertThat(Files.readAllLines(file)).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void oneThatCannotBeWrittenOpensNoDoorAndLetsNoAnswerGo() throws Exception {
    Path file = folder.resolve("command.log");
    CommandLog log = new CommandLog(file);
    Files.delete(file);
    Files.createDirectory(file);
    assertThatThrownBy(() -> log.note(ENTRY))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot write " + file);
    assertThatThrownBy(() -> new CommandLog(file)).isInstanceOf(IOException.class);
  }

  @Test
  void aLineBehindOneThatWasCutIsALineOfItsOwn() throws Exception {
    Path file = Files.writeString(folder.resolve("command.log"), "{\"time\":\"20");
    CommandLog log = new CommandLog(file);
    log.note(ENTRY);
    log.note(ENTRY);
    // The disk was full for a while.
    Files.writeString(file, "{\"time\"", StandardOpenOption.APPEND);
    log.note(ENTRY);
    assertThat(Files.readAllLines(file))
        .hasSize(5)
        .filteredOn(line -> line.endsWith("}"))
        .hasSize(3)
        .allMatch(line -> line.startsWith("{\"time\":\"1970"));
  }
}
