package dev.usher.services.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.usher.services.chat.Message.Way;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");
  private static final InetSocketAddress BOB = new InetSocketAddress("127.0.0.1", 5000);

  @TempDir Path folder;

  private final List<IOException> troubles = new ArrayList<>();

  private static Message message(String text) {
    return Message.of(NOON, Way.FROM, BOB, "bob", text.getBytes(UTF_8));
  }

  private static List<String> texts(List<Message> messages) {
    return messages.stream().map(Message::text).toList();
  }

  @Test
  void aMessageIsALine() throws Exception {
    try (var history = History.open(folder, troubles::add)) {
      history.record(message("你好\n\u001b[2J\u202e"));
      history.flush();
      assertThat(Files.readString(folder.resolve("history.jsonl")))
          .isEqualTo(
              "{\"time\":\"2026-11-21T12:00:00.123Z\",\"from\":\"127.0.0.1:5000\",\"name\":\"bob\","
                  + "\"text\":\"你好\\n\\u001B[2J\\u202e\"}\n");
    }
  }

  @Test
  void theLastOnesAreFoundAcrossFilesAndRestarts() throws Exception {
    for (int run = 0; run < 3; run++) {
      try (var history = History.open(folder, 1_000, 4, troubles::add)) {
        for (int i = 0; i < 10; i++) history.record(message("run " + run + " " + i));
        List<Message> last = history.last(3, _ -> true);
        assertThat(texts(last))
            .containsExactly("run " + run + " 7", "run " + run + " 8", "run " + run + " 9");
        assertThat(texts(history.last(1, m -> m.text().endsWith(" 2"))))
            .containsExactly("run " + run + " 2");
        assertThat(history.last(100, _ -> true)).hasSize(10 + 10 * run);
      }
    }
    assertThat(troubles).isEmpty();
  }

  @Test
  void itNeverGrowsBeyondItsFiles() throws Exception {
    try (var history = History.open(folder, 1_000, 3, troubles::add)) {
      for (int i = 0; i < 1_000; i++) history.record(message("message " + i));
      assertThat(texts(history.last(1, _ -> true))).containsExactly("message 999");
    }
    long size = 0;
    try (var files = Files.list(folder)) {
      for (Path each : files.toList()) size += Files.size(each);
    }
    assertThat(size).isBetween(1_000L, 3_000L);
    assertThat(folder.resolve("history.3.jsonl")).doesNotExist();
  }

  @Test
  void aLineThatWasCutIsPassedOver() throws Exception {
    Path file = folder.resolve("history.jsonl");
    try (var history = History.open(folder, troubles::add)) {
      history.record(message("before"));
    }
    Files.writeString(file, "{\"time\":\"2026-11-2", StandardOpenOption.APPEND);
    try (var history = History.open(folder, troubles::add)) {
      history.record(message("after"));
      assertThat(texts(history.last(10, _ -> true))).containsExactly("before", "after");
    }
  }

  @Test
  void aDamagedFileIsNeverHeldWhole() throws Exception {
    Path file = folder.resolve("history.jsonl");
    try (var history = History.open(folder, troubles::add)) {
      history.record(message("before"));
    }
    Files.writeString(file, "x".repeat(8 << 20) + "\n", StandardOpenOption.APPEND);
    try (var lines = new LastLines(file)) {
      for (String line; (line = lines.previous()) != null; ) {
        assertThat(line.length()).isLessThan(2 << 20);
      }
    }
    try (var history = History.open(folder, troubles::add)) {
      assertThat(texts(history.last(10, _ -> true))).containsExactly("before");
    }
  }

  @Test
  void nobodyElseMayReadIt() throws Exception {
    try (var _ = History.open(folder, troubles::add)) {
      assertThat(Files.getPosixFilePermissions(folder.resolve("history.jsonl"))).hasSize(2);
    }
  }

  @Property
  void everyDatagramIsReadAgainAsItWas(@ForAll byte[] bytes, @ForAll boolean ours) {
    Message message = Message.of(NOON, ours ? Way.TO : Way.FROM, BOB, null, bytes);
    assertThat(message.bytes()).isEqualTo(bytes);
    assertThat(message.json().codePoints()).noneMatch(dev.usher.services.Unseen::is);
    assertThat(Message.parse(message.json())).isEqualTo(message);
  }

  @Property
  void noLineOfTheFileIsTooStrangeToBeRead(@ForAll String line) {
    assertThat(Message.parse(line)).isNull();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFullDiskIsToldOnceAndThrowsNothing(boolean flushed) throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no /dev/full here, so no disk can be full");
    Files.createSymbolicLink(folder.resolve("history.jsonl"), full);
    try (var history = History.open(folder, troubles::add)) {
      history.record(message("lost"));
      if (flushed) history.flush();
      history.record(message("lost too"));
    }
    assertThat(troubles).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix:/tmp/x", "tcp://127.0.0.1:5000", "unix:", "localhost:5000"})
  void aPeerThatNoDatagramComesFromIsNoMessage(String peer) {
    String line = "{\"time\":\"2026-11-21T12:00:00Z\",\"from\":\"" + peer + "\",\"text\":\"a\"}";
    assertThat(Message.parse(line)).isNull();
  }
}
