package dev.usher.kit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.transport.Spare;
import dev.usher.kit.transport.StreamPipe;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// Conversations that take turns with one buffer.
class LentBuffersTest {
  private static final int SIZE = 16;

  private final Spare spare = new Spare(SIZE);

  /// What one of them does next: something comes, something is taken, it waits.
  @Property
  void nobodySeesOrLosesAByteOfAnother(
      @ForAll @Size(max = 80) List<@IntRange(max = 89) Integer> steps) {
    List<ReadBuffer> buffers = new ArrayList<>();
    List<ByteArrayOutputStream> expected = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      buffers.add(new ReadBuffer(2 * SIZE, spare));
      expected.add(new ByteArrayOutputStream());
    }
    byte next = 0;
    for (int step : steps) {
      int who = step % 3;
      ReadBuffer in = buffers.get(who);
      int count = step / 3 % 10;
      if (step < 30) {
        byte[] come = new byte[2 * count];
        for (int i = 0; i < come.length; i++) come[i] = next++;
        in.append(come);
        expected.get(who).writeBytes(come);
      } else if (step < 60) {
        byte[] all = expected.get(who).toByteArray();
        int taken = Math.min(count, all.length);
        assertThat(in.take(taken)).isEqualTo(Arrays.copyOf(all, taken));
        expected.get(who).reset();
        expected.get(who).write(all, taken, all.length - taken);
      } else {
        in.leave();
      }
      assertThat(in.size()).isEqualTo(expected.get(who).size());
    }
    for (int who = 0; who < 3; who++) {
      ReadBuffer in = buffers.get(who);
      assertThat(in.take(in.size())).isEqualTo(expected.get(who).toByteArray());
    }
  }

  @Test
  void whoHasTakenEverythingHoldsNothing() {
    ReadBuffer in = new ReadBuffer(SIZE, spare);
    byte[] lent = lend();
    in.append("all".getBytes(US_ASCII));
    in.take(3);
    assertThat(spare.take()).isSameAs(lent);
  }

  @Test
  void whoWaitsInsideAMessageHoldsABufferOfItsOwn() {
    ReadBuffer in = new ReadBuffer(SIZE, spare);
    byte[] lent = lend();
    in.append("half".getBytes(US_ASCII));
    in.leave();
    assertThat(spare.take()).isSameAs(lent);
    Arrays.fill(lent, (byte) '!'); // by somebody else
    in.append(" whole".getBytes(US_ASCII));
    assertThat(in.take(10)).asString(US_ASCII).isEqualTo("half whole");
  }

  @Test
  void whoHasSentEverythingHoldsNothing() {
    WriteBuffer out = new WriteBuffer(spare);
    byte[] lent = lend();
    out.put("all".getBytes(US_ASCII));
    assertThat(out.toBytes()).asString(US_ASCII).isEqualTo("all");
    out.clear();
    assertThat(spare.take()).isSameAs(lent);
  }

  @Test
  void whoThrowsAwayHoldsNothingWhileNothingComes() {
    Sink sink = new Sink(new StreamPipe.Buffers(spare, new Spare(SIZE)));
    byte[] lent = lend();
    assertThat(sink.room().array()).isSameAs(lent);
    assertThat(sink.room().array()).isSameAs(lent);
    sink.leave();
    assertThat(spare.take()).isSameAs(lent);
    sink.leave();
    assertThat(spare.take()).isNotSameAs(lent);
  }

  /// For as long as it comes fast: a loop's buffer may be shorter than what is asked for then.
  @Test
  void whoGetsMuchAtOnceDoesNotMakeABufferForEachRead() {
    ReadBuffer in = new ReadBuffer(4 * SIZE, spare);
    byte[] used = null;
    for (int read = 0; read < 5; read++) {
      ByteBuffer space = in.space();
      if (read > 1) assertThat(space.array()).isSameAs(used);
      used = space.array();
      in.filled(space.remaining());
      in.take(in.size());
    }
  }

  private byte[] lend() {
    byte[] lent = spare.take();
    spare.give(lent);
    return lent;
  }
}
