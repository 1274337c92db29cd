package dev.usher.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.kit.transport.Wire;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The timer of a conversation.
class WatchTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final MemoryNetwork network = MemoryNetwork.seeded(1);
  private final AtomicInteger woken = new AtomicInteger();
  private final Watch watch =
      new Watch(((Wire) network).timers(), woken::incrementAndGet, woken::incrementAndGet);

  @Test
  void aReadThatLastsTooLongIsWokenOnce() {
    watch.readBegins(SECOND.toNanos());
    network.advance(SECOND.minusNanos(1));
    assertThat(woken).hasValue(0);
    network.advance(SECOND);
    assertThat(woken).hasValue(1);
    assertThat(watch.readEnds()).isFalse();
  }

  @Test
  void whatBeginsWhenAllIsOverLeavesNoTimerBehind() {
    watch.stop();
    watch.readBegins(SECOND.toNanos());
    watch.writeBegins(SECOND.toNanos());
    network.advance(SECOND);
    assertThat(woken).hasValue(0);
  }
}
