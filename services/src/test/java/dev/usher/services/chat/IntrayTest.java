package dev.usher.services.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IntrayTest {
  private static Arrival arrival(int bytes) {
    var from = new InetSocketAddress("127.0.0.1", 5000);
    return new Arrival(Instant.EPOCH, from, ByteBuffer.allocate(bytes));
  }

  @Test
  void whoeverFindsItFullWaitsForRoom() throws Exception {
    Intray tray = new Intray(1_000);
    for (int i = 0; i < 3; i++) assertThat(tray.put(arrival(100))).isTrue();
    var fourth = CompletableFuture.supplyAsync(() -> tray.put(arrival(100)));
    Thread.onSpinWait();
    assertThat(tray.take()).hasSize(3);
    assertThat(fourth.get(60, TimeUnit.SECONDS)).isTrue();
    assertThat(tray.take()).hasSize(1);
  }

  @Test
  void oneThatIsHeavierThanAllIsStillTaken() {
    Intray tray = new Intray(1_000);
    assertThat(tray.put(arrival(60_000))).isTrue();
    assertThat(tray.take()).hasSize(1);
  }

  @Test
  void aClosedTrayIsEmptiedAndTakesNothingMore() throws Exception {
    Intray tray = new Intray(1_000);
    assertThat(tray.put(arrival(700))).isTrue();
    var waiting = CompletableFuture.supplyAsync(() -> tray.put(arrival(700)));
    tray.close();
    assertThat(waiting.get(60, TimeUnit.SECONDS)).isFalse();
    assertThat(tray.take()).hasSize(1);
    assertThat(tray.take()).isEqualTo(List.of());
  }
}
