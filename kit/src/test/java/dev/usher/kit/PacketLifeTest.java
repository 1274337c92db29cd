package dev.usher.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.memory.MemoryNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Packets at the edges of conversations.
class PacketLifeTest {
  private final MemoryNetwork network = MemoryNetwork.seeded(1);
  private final List<ServerEvent> events = new CopyOnWriteArrayList<>();
  private final PacketServer<String> server =
      Server.udp(0).framing(PacketFraming.text()).on(network).events(events::add);

  private Connection<String> clientOf(Running running) throws Exception {
    return Client.udp(running.address()).framing(PacketFraming.text()).on(network).connect();
  }

  @Test
  void aPacketThatMeetsAReturningHandlerBeginsTheNextConversation() throws Exception {
    Handler<String> once = client -> client.send(client.receive() + "!");
    try (Running running = server.start(once);
        Connection<String> client = clientOf(running)) {
      for (int i = 0; i < 2_000; i++) {
        client.send("" + i);
        assertThat(client.receive()).isEqualTo(i + "!");
      }
      assertThat(running.stats().dropped()).isZero();
    }
  }

  @Test
  void packetsThatAHandlerLeavesUnreadBeginTheNextConversation() throws Exception {
    CountDownLatch allThere = new CountDownLatch(1);
    Handler<String> once =
        client -> {
          allThere.await();
          client.send(client.receive() + "!");
        };
    try (Running running = server.start(once);
        Connection<String> client = clientOf(running)) {
      for (String each : List.of("a", "b", "c")) client.send(each);
      network.settle();
      allThere.countDown();
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < 3; i++) answers.add(client.receive());
      assertThat(answers).containsExactlyInAnyOrder("a!", "b!", "c!");
    }
  }

  @Test
  void whatAHandlerNeverReceivesIsDroppedAndCounted() throws Exception {
    Handler<String> deaf = _ -> {};
    try (Running running = server.start(deaf);
        Connection<String> client = clientOf(running)) {
      client.send("hello?");
      network.settle();
      assertThat(running.stats().opened()).isEqualTo(1);
      assertThat(events)
          .filteredOn(ServerEvent.Dropped.class::isInstance)
          .extracting(e -> ((ServerEvent.Dropped) e).why())
          .containsExactly(Drop.UNREAD);
    }
  }

  @Test
  void aPredicateThatThrowsCostsOnePacket() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    PacketServer<String> picky =
        server.admit(_ -> {
          if (asked.incrementAndGet() == 1) throw new IllegalStateException("the predicate's own");
          return true;
        });
    try (Running running = picky.answer(packet -> packet.reply(packet.bytes()));
        Connection<String> client = clientOf(running)) {
      client.send("lost");
      network.settle();
      client.send("answered");
      assertThat(client.receive()).isEqualTo("answered");
      assertThat(running.stats().failed()).isEqualTo(1);
    }
  }

  @Test
  void aDrainLetsTheReplyLeaveThatIsBeingWorkedOut() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch worked = new CountDownLatch(1);
    try (Running running =
            server.answer(packet -> {
              working.countDown();
              worked.await();
              packet.reply(packet.bytes());
            });
        Connection<String> client = clientOf(running)) {
      client.send("slow");
      working.await();
      var drain = network.start(() -> running.drain(Defaults.IDLE));
      network.settle();
      assertThat(drain).isNotDone();
      worked.countDown();
      assertThat(client.receive()).isEqualTo("slow");
      assertThat(drain.get().clean()).isTrue();
    }
  }
}
