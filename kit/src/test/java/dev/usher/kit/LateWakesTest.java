package dev.usher.kit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.kit.transport.StreamPipe;
import dev.usher.kit.transport.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A drain that means to wake a receiver between two messages, and finds it doing something else.
class LateWakesTest {
  private final MemoryNetwork network = MemoryNetwork.seeded(1);
  private Waking seam;
  private StreamPipe peer;
  private StreamConversation<String> conversation;

  @BeforeEach
  void connect() throws IOException {
    Wire wire = (Wire) network;
    Seam.Ends ends = Seam.Ends.of(wire);
    peer = ends.client();
    seam = new Waking(ends.server());
    conversation = Seam.lines(seam, wire);
  }

  /// Lets something happen at the moment of a call.
  private static final class Waking extends Seam {
    private Runnable whenAskedForBytes = () -> {};
    private Callable<?> beforeWaking = () -> null;

    Waking(StreamPipe pipe) {
      super(pipe);
    }

    @Override
    public boolean wakeReader() {
      try {
        beforeWaking.call();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      return super.wakeReader();
    }

    @Override
    public boolean hasBytes() {
      whenAskedForBytes.run();
      return super.hasBytes();
    }
  }

  private void say(String text) throws IOException {
    peer.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    network.settle();
  }

  private String hear() throws IOException {
    ByteBuffer room = ByteBuffer.allocate(100);
    int count = peer.read(() -> room);
    return count < 0 ? "" : new String(room.array(), 0, count, US_ASCII);
  }

  private List<String> receiveAll() {
    List<String> lines = new ArrayList<>();
    for (String line : conversation) lines.add(line);
    return lines;
  }

  /// The receiver looked between two messages, and has begun the next one when it is woken.
  private void drainWhile(String arrives) {
    network.settle();
    seam.beforeWaking =
        () -> {
          seam.beforeWaking = () -> null;
          say(arrives);
          return null;
        };
    conversation.drain();
    network.settle();
  }

  @Test
  void aMessageThatHasBegunMayComplete() throws Exception {
    Future<List<String>> received = network.start(this::receiveAll);
    drainWhile("whole\nha");
    say("lf\n");
    assertThat(received.get()).containsExactly("whole", "half");
    assertThat(conversation.ended()).isEqualTo(new Ended.Drained());
  }

  @Test
  void aMessageThatThePeerBreaksOffIsNotCutByUs() throws Exception {
    Future<List<String>> received = network.start(this::receiveAll);
    drainWhile("whole\nha");
    peer.endOutput();
    assertThatThrownBy(received::get).hasCauseInstanceOf(EndedException.class);
    assertThat(conversation.ended()).isEqualTo(new Ended.Truncated(2));
  }

  @Test
  void whoHasLeftTheFramingReadsOn() throws Exception {
    Future<String> received =
        network.start(() -> {
          conversation.receive();
          return new String(conversation.leaveFraming().input().readAllBytes(), US_ASCII);
        });
    drainWhile("upgrade\n");
    say("raw");
    peer.endOutput();
    assertThat(received.get()).isEqualTo("raw");
  }

  @Test
  void aGoodbyeOutlivesWhatThePeerStillSays() throws Exception {
    Future<?> ended =
        network.start(() -> {
          String line = conversation.receive();
          conversation.send("goodbye");
          conversation.close();
          return line;
        });
    drainWhile("whole\n");
    assertThat(ended.get()).isEqualTo("whole");
    network.settle();
    say("one more");
    assertThat(hear()).isEqualTo("goodbye\n");
    peer.close();
  }

  @Test
  void aGoodbyeOutlivesWhatCameDuringTheDrain() throws Exception {
    conversation.drain();
    seam.whenAskedForBytes = conversation::drain; // as if both had noticed
    assertThat(conversation.receive()).isNull();
    conversation.send("goodbye");
    say("one more");
    conversation.close();
    network.settle();
    assertThat(hear()).isEqualTo("goodbye\n");
    peer.close();
  }
}
