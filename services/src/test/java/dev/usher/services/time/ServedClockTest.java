package dev.usher.services.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServedClockTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final HandSet watch = new HandSet(NOON);
  private final ServedClock clock = new ServedClock(watch);

  private ServedClock.Reading reading(Instant time, Duration ahead) {
    return new ServedClock.Reading(time, ahead, watch.nanos);
  }

  @Test
  void itTellsTheMachinesTime() {
    assertThat(clock.read()).isEqualTo(reading(NOON, Duration.ZERO));
    watch.pass(Duration.ofSeconds(3));
    assertThat(clock.read()).isEqualTo(reading(NOON.plusSeconds(3), Duration.ZERO));
  }

  @Test
  void itLeapsForwardWithTheMachine() {
    clock.read();
    watch.now = NOON.plusSeconds(3600);
    assertThat(clock.read().time()).isEqualTo(NOON.plusSeconds(3600));
  }

  @Test
  void whenTheMachineIsSetBackItSlowsDownUntilThatHasCaughtUp() {
    clock.read();
    watch.now = NOON.minusSeconds(10);
    assertThat(clock.read()).isEqualTo(reading(NOON, Duration.ofSeconds(10)));
    watch.pass(Duration.ofSeconds(8));
    assertThat(clock.read()).isEqualTo(reading(NOON.plusSeconds(4), Duration.ofSeconds(6)));
    watch.pass(Duration.ofSeconds(12));
    assertThat(clock.read()).isEqualTo(reading(NOON.plusSeconds(10), Duration.ZERO));
    watch.pass(Duration.ofSeconds(1));
    assertThat(clock.read().time()).isEqualTo(NOON.plusSeconds(11));
  }
}
