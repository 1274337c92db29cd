package dev.usher.services.files;

import static dev.usher.services.files.TwoSides.GET;
import static dev.usher.services.files.TwoSides.PUT;
import static dev.usher.services.files.TwoSides.SILENT;
import static dev.usher.services.files.TwoSides.client;
import static dev.usher.services.files.TwoSides.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.testkit.BadWire;
import dev.usher.testkit.LeakCheck;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong on the way between a client and a hub: bytes flip, the wire breaks, the source
/// changes, somebody stops it (rules N12 to N18, K1 and K2 of docs/protocols/files.md).
class BrokenTransferTest {
  /// Of what passes, in the middle of a piece: what is said of the pieces before takes some bytes.
  private static final int INSIDE_A_PIECE = 5 * Blocks.SIZE + Pieces.SIZE / 2;

  @TempDir Path folder;
  private TwoSides sides;

  @BeforeEach
  void begin() throws IOException {
    sides = TwoSides.in(folder);
  }

  @Test
  void aByteFlippedOnTheWayCostsOneBlock() throws Exception {
    Path file = sides.file("long", 10 * Blocks.SIZE);
    try (OpenHub server = sides.open();
        BadWire wire = BadWire.to(server.address())) {
      wire.flipToServer(INSIDE_A_PIECE);
      TransferSummary put = client(wire.port()).put(List.of(file), PUT, SILENT);
      assertThat(put.files()).isEqualTo(1);
      assertThat(put.bytes()).isEqualTo(11 * Blocks.SIZE);
      assertThat(sides.hub().resolve("files/long")).hasSameBinaryContentAs(file);
      wire.flipToClient(wire.toClient() + INSIDE_A_PIECE);
      TransferSummary got = client(wire.port()).get(List.of("long"), sides.back(), GET, SILENT);
      assertThat(got.bytes()).isEqualTo(11 * Blocks.SIZE);
      assertThat(got.repaired()).isEqualTo(Blocks.SIZE);
      assertThat(sides.back().resolve("long")).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void aBrokenTransferGoesOnWhereItStopped() throws Exception {
    Path file = sides.file("long", 20 * Blocks.SIZE);
    try (OpenHub server = sides.open();
        BadWire wire = BadWire.to(server.address())) {
      wire.breakAfter(16 * Blocks.SIZE);
      assertThatThrownBy(() -> client(wire.port()).put(List.of(file), PUT, SILENT))
          .isInstanceOf(IOException.class);
      assertThat(sides.hub().resolve("files/long")).doesNotExist();
      server.awaitEnd(); // the last blocks may still be on their way into the store
      TransferSummary rest = client(server).put(List.of(file), PUT, SILENT);
      assertThat(rest.files()).isEqualTo(1);
      assertThat(rest.resumed() + rest.bytes()).isEqualTo(20 * Blocks.SIZE);
      // A reset takes with it what was on its way: a few MiB of buffers.
      assertThat(rest.resumed()).isPositive();
      assertThat(sides.hub().resolve("files/long")).hasSameBinaryContentAs(file);

      wire.breakAfter(wire.toServer() + wire.toClient() + 16 * Blocks.SIZE);
      assertThatThrownBy(() -> client(wire.port()).get(List.of("long"), sides.back(), GET, SILENT))
          .isInstanceOf(IOException.class);
      assertThat(sides.back().resolve("long")).doesNotExist();
      TransferSummary got = client(server).get(List.of("long"), sides.back(), GET, SILENT);
      assertThat(got.resumed() + got.bytes()).isEqualTo(20 * Blocks.SIZE);
      assertThat(got.resumed()).isPositive();
      assertThat(sides.back().resolve("long")).hasSameBinaryContentAs(file);
      assertThat(tree(sides.back())).hasSize(1);
    }
  }

  @Test
  void aByteThatFlippedInThePartialFileIsFoundAndRepaired() throws Exception {
    Path file = sides.file("long", 20 * Blocks.SIZE);
    try (OpenHub server = sides.open();
        BadWire wire = BadWire.to(server.address())) {
      wire.breakAfter(16 * Blocks.SIZE);
      assertThatThrownBy(() -> client(wire.port()).put(List.of(file), PUT, SILENT))
          .isInstanceOf(IOException.class);
      server.awaitEnd(); // while others use the file, it is not read again
      try (var parts = Files.newDirectoryStream(sides.hub().resolve("partial"), "*.part")) {
        for (Path part : parts) flip(part, 2 * Blocks.SIZE + 77);
      }
      TransferSummary rest = client(server).put(List.of(file), PUT, SILENT);
      assertThat(rest.files()).isEqualTo(1);
      assertThat(sides.hub().resolve("files/long")).hasSameBinaryContentAs(file);
    }
  }

  private static void flip(Path file, long offset) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(offset);
      int before = bytes.read();
      bytes.seek(offset);
      bytes.write(before ^ 1);
    }
  }

  @Test
  void aSourceThatChangedWithTheSameSizeAndTimeIsSentAsItIsNow() throws Exception {
    Path file = sides.file("long", 20 * Blocks.SIZE);
    try (OpenHub server = sides.open();
        BadWire wire = BadWire.to(server.address())) {
      wire.breakAfter(16 * Blocks.SIZE);
      assertThatThrownBy(() -> client(wire.port()).put(List.of(file), PUT, SILENT))
          .isInstanceOf(IOException.class);
      FileTime time = Files.getLastModifiedTime(file);
      flip(file, Blocks.SIZE + 5);
      Files.setLastModifiedTime(file, time);
      server.awaitEnd(); // while others use what it brought, that is not compared
      TransferSummary rest = client(server).put(List.of(file), PUT, SILENT);
      assertThat(rest.files()).isEqualTo(1);
      assertThat(sides.hub().resolve("files/long")).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void aSourceThatChangesInMidSendIsNotStored() throws Exception {
    Path file = sides.file("long", 40 * Blocks.SIZE);
    try (OpenHub server = sides.open()) {
      List<TransferEvent> events = new ArrayList<>();
      boolean[] changed = {false};
      client(server)
          .put(
              List.of(file),
              PUT,
              event -> {
                events.add(event);
                if (event instanceof TransferEvent.Moved && !changed[0]) {
                  changed[0] = true;
                  touch(file);
                }
              });
      assertThat(events.getLast()).isInstanceOf(TransferEvent.Refused.class);
      assertThat(((TransferEvent.Refused) events.getLast()).trouble()).isEqualTo(Trouble.CHANGED);
      assertThat(sides.hub().resolve("files/long")).doesNotExist();
    }
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anInterruptStopsATransferResumably() throws Exception {
    Path file = sides.file("long", 60 * Blocks.SIZE);
    try (var _ = LeakCheck.begin();
        OpenHub server = sides.open()) {
      Thread me = Thread.currentThread();
      AtomicBoolean stopped = new AtomicBoolean();
      List<TransferEvent> events = new CopyOnWriteArrayList<>();
      assertThatThrownBy(() ->
              client(server)
                  .put(
                      List.of(file),
                      PUT,
                      event -> {
                        events.add(event);
                        if (event instanceof TransferEvent.Moved(var _, var _, long so, var _)
                            && so > 10 * Blocks.SIZE
                            && stopped.compareAndSet(false, true)) stop(me);
                      }))
          .isInstanceOf(InterruptedException.class);
      assertThat(events).noneMatch(TransferEvent.Refused.class::isInstance);
      assertThat(server.failures()).isEmpty();
      TransferSummary rest = client(server).put(List.of(file), PUT, SILENT);
      assertThat(rest.resumed()).isGreaterThanOrEqualTo(10 * Blocks.SIZE);
      assertThat(sides.hub().resolve("files/long")).hasSameBinaryContentAs(file);
    }
  }

  /// Interrupts who waits for the transfer, and sends nothing more before that has come about.
  private static void stop(Thread waiting) {
    waiting.interrupt();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
