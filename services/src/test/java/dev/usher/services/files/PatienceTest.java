package dev.usher.services.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.Server;
import dev.usher.kit.StreamConnection;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A source that goes on at a crawl does not keep its place and its room for ever.
@Timeout(60)
class PatienceTest {
  private static final Incoming FILE = Shop.incoming("long", 2L * Blocks.SIZE);

  @TempDir Path folder;

  @Test
  void whoDripsIsRefusedAndOthersTakeHisBlocks() throws Exception {
    try (Shop shop = Shop.in(folder);
        var sinks =
            Server.tcp(0)
                .framing(FrameFraming.INSTANCE)
                .start(client -> {
                  Sink.Terms terms =
                      new Sink.Terms(
                          Conflict.REFUSE,
                          Durability.NONE,
                          _ -> true,
                          Sharing::alone,
                          Duration.ofMillis(20));
                  new Sink(client, shop.store(), terms, new Telling(_ -> {}), _ -> {}).run();
                });
        Partial other = shop.store().receive(FILE, Durability.NONE);
        var source = Client.at(sinks.address()).framing(FrameFraming.INSTANCE).connect()) {
      Entry entry = new Entry("long", Entry.Kind.FILE, FILE.size(), FILE.modified(), false);
      source.send(new Frame.Offer(1, entry, FILE.source()));
      assertThat(source.receive()).isInstanceOf(Frame.Begun.class);
      assertThat(source.receive()).isInstanceOf(Frame.Want.class);
      AtomicBoolean refused = new AtomicBoolean();
      source.alongside(() -> drip(source, refused));
      assertThat(source.receive())
          .isInstanceOfSatisfying(
              Frame.Refused.class, no -> assertThat(no.text()).contains("too slowly"));
      refused.set(true);
      assertThat(other.claim(9)).isEqualTo(new Run(0, 2, List.of()));
      source.send(new Frame.Offered(1, FILE.size()));
      assertThat(source.receive()).isEqualTo(new Frame.Over());
      source.send(new Frame.Over());
    }
  }

  private static void drip(StreamConnection<Frame> source, AtomicBoolean refused) {
    byte[] drop = new byte[1];
    int crc = Pieces.crc(ByteBuffer.wrap(drop));
    for (int at = 0; at < Blocks.SIZE - 1 && !refused.get(); at++) {
      source.send(new Frame.Piece(1, 0, at, 1, crc, new byte[0]), ByteBuffer.wrap(drop));
    }
  }
}
