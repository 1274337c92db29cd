package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.services.chat.Guest;
import dev.usher.services.chat.Message;
import dev.usher.services.chat.Message.Way;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ShowingTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final List<Showing.Item> shown = new ArrayList<>();
  private final List<Showing.Rest> rests = new ArrayList<>();
  private final CountDownLatch free = new CountDownLatch(1);

  /// A terminal that takes nothing before it is let go, as after Ctrl-S.
  private final Showing.Surface surface =
      new Showing.Surface() {
        @Override
        public void show(List<Showing.Item> items) {
          try {
            free.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          shown.addAll(items);
        }

        @Override
        public void tell(Showing.Rest rest) {
          rests.add(rest);
        }
      };

  private static void write(Showing showing, int port, int count) {
    var from = new InetSocketAddress("127.0.0.1", port);
    for (int i = 0; i < count; i++) {
      Message message = Message.of(NOON, Way.FROM, from, null, ("" + i).getBytes(UTF_8));
      showing.heard(new Guest(port, from, i + 1, NOON), message);
    }
  }

  @Test
  void aFloodHidesNobodyAndEachMessageIsShownOrCounted() {
    try (var showing = new Showing(_ -> {}, Piped.PATIENCE)) {
      showing.on(surface);
      write(showing, 1, 50_000);
      write(showing, 2, 3);
      write(showing, 1, 50_000);
      free.countDown();
    }
    assertThat(shown).filteredOn(item -> item.guest().number() == 2).hasSize(3);
    assertThat(shown).hasSize(203);
    assertThat(rests).extracting(Showing.Rest::messages).satisfies(this::sumUp);
    assertThat(rests).allMatch(rest -> rest.senders().size() == 1);
  }

  private void sumUp(List<? extends Long> rests) {
    assertThat(rests.stream().mapToLong(Long::longValue).sum()).isEqualTo(99_800);
  }

  @Test
  void aCrowdThatNobodyCanReadIsCountedInBoundedSpace() {
    try (var showing = new Showing(_ -> {}, Piped.PATIENCE)) {
      for (int port = 1; port <= 20_000; port++) write(showing, port, 1);
      free.countDown();
      showing.on(surface);
    }
    long told = rests.stream().mapToLong(Showing.Rest::messages).sum();
    assertThat(shown.size() + told).isEqualTo(20_000);
    assertThat(shown).hasSize(2_000);
    assertThat(rests.getFirst().senders()).hasSize(1_000);
  }
}
