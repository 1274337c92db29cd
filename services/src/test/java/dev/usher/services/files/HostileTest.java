package dev.usher.services.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Client;
import dev.usher.kit.EndedException;
import dev.usher.kit.FramingException;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamHandler;
import dev.usher.services.Address;
import dev.usher.testkit.LeakCheck;
import dev.usher.testkit.Mischief;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Peers of `files.native` that break the rules hurt nobody else, and nothing of theirs gets a
/// name.
class HostileTest {
  private static final Frame HELLO = Greeting.OURS;
  private static final Frame PUT = new Frame.Put(Conflict.REFUSE, Durability.NONE);
  private static final int LONG = 3 * Blocks.SIZE;

  @TempDir Path folder;

  private OpenHub open() throws Exception {
    return new OpenHub(folder.resolve("hub"), "tcp://127.0.0.1:0");
  }

  /// One whose store has opened its folders.
  private OpenHub warm() throws Exception {
    OpenHub hub = open();
    honest(hub);
    return hub;
  }

  private static Entry file(String path, long size) {
    return new Entry(path, Entry.Kind.FILE, size, Instant.EPOCH, false);
  }

  private static Frame offer(int number, String path, long size) {
    return new Frame.Offer(number, file(path, size), 1);
  }

  private static byte[] hash(byte[] content) {
    return Blocks.sha256().digest(content);
  }

  @Test
  void everyMischiefHurtsNobody() throws Exception {
    ByteArrayOutputStream sample = new ByteArrayOutputStream();
    byte[] content = new byte[100];
    for (Frame frame :
        List.of(
            HELLO,
            new Frame.ListFiles("", true),
            PUT,
            offer(0, "small", 100),
            new Frame.Small(0, hash(content), content),
            new Frame.Offered(1, 100))) {
      sample.writeBytes(Frames.bytes(frame));
    }
    try (OpenHub hub = warm();
        var leaks = LeakCheck.begin()) {
      for (Mischief mischief : Mischief.all()) {
        mischief.meet(hub.address(), sample.toByteArray(), Duration.ofMillis(200));
        honest(hub);
      }
      leaks.idle(hub.running());
    }
  }

  private int honestOnes;

  private void honest(OpenHub hub) throws Exception {
    Path file = Files.writeString(folder.resolve("honest" + honestOnes++), "all is well");
    PutOptions options = new PutOptions("", Conflict.REFUSE, Durability.NONE, 1);
    FileClient client = new FileClient(Address.tcp("127.0.0.1", hub.port()));
    assertThat(client.put(List.of(file), options, _ -> {}).files()).isEqualTo(1);
  }

  /// Says all that, and hears what the hub says until it ends or says `Over`.
  private static List<Frame> play(OpenHub hub, Frame... frames) throws Exception {
    List<Frame> heard = new ArrayList<>();
    try (StreamConnection<Frame> client =
        Client.at(hub.address()).framing(FrameFraming.INSTANCE).connect()) {
      for (Frame frame : frames) {
        if (frame instanceof Frame.Piece piece) {
          client.send(frame, ByteBuffer.allocate(piece.length()));
        } else {
          client.send(frame);
        }
      }
      client.endSending();
      for (Frame frame : client) heard.add(frame);
    } catch (EndedException _) {
      // thrown out
    }
    return heard;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside",
        "/etc/passwd",
        "a/../../outside",
        "a//b",
        "CON",
        "a:b",
        "a\\b",
        "a/./b",
        "dot/.hidden",
        "bell\u0007",
        "right\u202eleft",
        ""
      })
  void aNameThatBreaksTheRulesIsRefused(String name) throws Exception {
    try (OpenHub hub = open()) {
      List<Frame> heard = play(hub, HELLO, PUT, offer(7, name, 5), new Frame.Offered(1, 5));
      assertThat(heard)
          .filteredOn(Frame.Refused.class::isInstance)
          .singleElement()
          .satisfies(f -> assertThat(((Frame.Refused) f).trouble()).isEqualTo(Trouble.BAD_NAME));
      honest(hub);
      assertThat(folder.resolve("outside")).doesNotExist();
    }
  }

  @Test
  void aSizeThatNobodyHasIsRefusedBeforeMemoryIsTaken() throws Exception {
    for (long size : new long[] {Long.MAX_VALUE, 1L << 60, 1L << 52}) {
      try (OpenHub hub = open();
          StreamConnection<Frame> client =
              Client.at(hub.address()).framing(FrameFraming.INSTANCE).connect()) {
        for (Frame frame : List.of(HELLO, PUT, offer(1, "huge", size))) client.send(frame);
        assertThat(client.receive()).isEqualTo(HELLO);
        assertThat(client.receive())
            .isInstanceOfSatisfying(
                Frame.Refused.class, f -> assertThat(f.trouble()).isEqualTo(Trouble.NO_SPACE));
        honest(hub);
      }
    }
  }

  @Test
  void whatWasNotAskedForEndsTheConnection() throws Exception {
    byte[] bytes = new byte[5];
    Frame[] strange = {
      new Frame.Small(3, hash(bytes), bytes),
      new Frame.Same(1, 0),
      new Frame.Want(0, 0, 1, List.of()),
      new Frame.Confirm(1, hash(bytes)),
      new Frame.Stored(1, "x", hash(bytes), Durability.NONE, Instant.EPOCH, false),
      PUT,
      HELLO
    };
    try (OpenHub hub = warm();
        var leaks = LeakCheck.begin()) {
      for (Frame frame : strange) {
        List<Frame> heard = play(hub, HELLO, PUT, frame);
        assertThat(heard.getLast()).isInstanceOf(Frame.No.class);
        honest(hub);
      }
      leaks.idle(hub.running());
    }
  }

  @Test
  void blocksInTheWrongOrderAreNotTaken() throws Exception {
    byte[] none = {};
    byte[] hash = hash(new byte[Blocks.SIZE]);
    Frame[] pieces = {
      new Frame.Piece(1, 1, 0, 10, 0, none),
      new Frame.Piece(1, 0, 10, 10, 0, none),
      new Frame.Piece(1, 0, 0, 0, 0, none),
      new Frame.Piece(1, 0, 0, Pieces.SIZE + 1, 0, hash),
      new Frame.Piece(1, Integer.MAX_VALUE, 0, 10, 0, none)
    };
    try (OpenHub hub = open()) {
      for (Frame piece : pieces) {
        List<Frame> heard = new ArrayList<>();
        try (StreamConnection<Frame> client =
            Client.at(hub.address()).framing(FrameFraming.INSTANCE).connect()) {
          for (Frame frame : List.of(HELLO, PUT, offer(1, "long", LONG))) client.send(frame);
          for (Frame frame; !((frame = client.receive()) instanceof Frame.Want); ) heard.add(frame);
          client.send(piece, ByteBuffer.allocate(((Frame.Piece) piece).length()));
          for (Frame frame : client) heard.add(frame);
        } catch (EndedException _) {
          // thrown out
        }
        assertThat(heard.getLast()).isInstanceOf(Frame.No.class);
      }
      assertThat(folder.resolve("hub/files/long")).doesNotExist();
      honest(hub);
    }
  }

  @Test
  void tooManyOffersAtOnceEndTheConnection() throws Exception {
    try (OpenHub hub = open();
        StreamConnection<Frame> client =
            Client.at(hub.address()).framing(FrameFraming.INSTANCE).connect()) {
      client.send(HELLO);
      client.send(PUT);
      client.alongside(() -> {
        for (int i = 0; i < 3 * Source.WINDOW; i++) client.send(offer(i, "file" + i, 10));
      });
      Frame last = HELLO;
      try {
        for (Frame frame : client) last = frame;
      } catch (EndedException _) {
        // thrown out
      }
      assertThat(last).isInstanceOf(Frame.No.class);
      honest(hub);
    }
  }

  @Test
  void aWantOfBlocksThatAreNotThereIsAnsweredByFailed() throws Exception {
    try (OpenHub hub = open()) {
      honest(hub);
      for (Frame want :
          List.of(
              new Frame.Want(0, 1, 1, List.of()),
              new Frame.Want(0, Integer.MAX_VALUE, Integer.MAX_VALUE, List.of()),
              new Frame.Want(0, 0, 1, List.of(hash(new byte[1]), hash(new byte[2]))))) {
        try (StreamConnection<Frame> client =
            Client.at(hub.address()).framing(FrameFraming.INSTANCE).connect()) {
          client.send(HELLO);
          client.send(new Frame.Get(List.of("honest0")));
          while (!(client.receive() instanceof Frame.Offered)) {}
          client.send(want);
          assertThat(client.receive()).isInstanceOf(Frame.Failed.class);
        }
      }
      honest(hub);
    }
  }

  @Test
  void aRefusalInATransferEndsTheConnection() throws Exception {
    try (OpenHub hub = warm();
        var leaks = LeakCheck.begin()) {
      Frame no = new Frame.No(Trouble.FAILED, "no more");
      List<Frame> heard = play(hub, HELLO, PUT, offer(1, "long", LONG), no, new Frame.Stat("x"));
      assertThat(heard).noneMatch(f -> f instanceof Frame.No n && n.trouble() == Trouble.NOT_FOUND);
      leaks.idle(hub.running());
      honest(hub);
    }
  }

  @Test
  void aBlockThatHasBegunIsNotTheSame() throws Exception {
    try (OpenHub hub = open()) {
      Files.createDirectories(folder.resolve("hub/files"));
      Files.write(folder.resolve("hub/files/long"), new byte[LONG]);
      Frame last = HELLO;
      try (StreamConnection<Frame> client =
          Client.at(hub.address()).framing(FrameFraming.INSTANCE).connect()) {
        client.send(HELLO);
        client.send(new Frame.Put(Conflict.RENAME, Durability.NONE));
        client.send(offer(1, "long", LONG));
        while (!(client.receive() instanceof Frame.Want)) {}
        byte[] wrong = new byte[10];
        wrong[0] = 1;
        int crc = Pieces.crc(ByteBuffer.wrap(wrong));
        client.send(new Frame.Piece(1, 0, 0, 10, crc, new byte[0]), ByteBuffer.wrap(wrong));
        client.send(new Frame.Same(1, 0));
        for (Frame frame : client) last = frame;
      } catch (EndedException _) {
        // thrown out
      }
      assertThat(last).isInstanceOf(Frame.No.class);
      assertThat(folder.resolve("hub/files/long")).hasBinaryContent(new byte[LONG]);
    }
  }

  @Test
  void aHubCannotBringWhatWasNotAskedFor() throws Exception {
    byte[] content = "evil".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    StreamHandler<Frame> evil =
        client -> {
          client.send(HELLO);
          for (Frame frame : client) {
            if (frame instanceof Frame.Get) {
              client.send(offer(0, "other", content.length));
              client.send(offer(1, "wanted", content.length));
              client.send(new Frame.Offered(2, 8));
            } else if (frame instanceof Frame.Want want) {
              client.send(new Frame.Small(want.file(), hash(content), content));
            } else if (frame instanceof Frame.Over) {
              client.send(frame);
            }
          }
        };
    Path into = Files.createDirectory(folder.resolve("into"));
    try (Running hub = Server.tcp(0).framing(FrameFraming.INSTANCE).start(evil)) {
      FileClient client = new FileClient(Address.tcp("127.0.0.1", hub.port()));
      GetOptions options = new GetOptions(Conflict.REPLACE, Durability.NONE, 1);
      TransferSummary got = client.get(List.of("a/wanted"), into, options, _ -> {});
      assertThat(got.files()).isEqualTo(1);
      assertThat(got.refused()).isEqualTo(1);
      assertThat(into.resolve("other")).doesNotExist();
      assertThat(into.resolve("wanted")).hasBinaryContent(content);
    }
  }

  @Test
  void knownBlocksHaveHashesAndAreFew() {
    for (List<byte[]> known :
        List.of(List.of(new byte[0]), Collections.nCopies(65, new byte[Blocks.HASH]))) {
      byte[] bytes = Frames.bytes(new Frame.Want(1, 0, known.size(), known));
      assertThatThrownBy(() -> Frames.frame(bytes)).isInstanceOf(FramingException.class);
    }
  }
}
