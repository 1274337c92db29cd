package dev.usher.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Answering;
import dev.usher.kit.Drop;
import dev.usher.kit.Server;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.ServerEvents;
import dev.usher.kit.Transport;
import dev.usher.kit.memory.MemoryNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a doorway does for every door, on a network where time is moved.
class DoorwayTest {
  private static final List<Address> USUAL = List.of(Address.udp("127.0.0.1", 7000));
  private static final Rate RATE = new Rate(2, 3, 0);

  private final MemoryNetwork network = MemoryNetwork.seeded(1);
  private final AtomicLong nanos = new AtomicLong();
  private final List<Drop> drops = new ArrayList<>(); // by the one receiving thread, read at rest

  private Answering echo(String address) throws Exception {
    return doorway(address, network).packets(RATE).answer(packet -> packet.reply(packet.content()));
  }

  private Doorway doorway(String address, Transport transport) throws AddressException {
    ServerEvents events =
        event -> {
          if (event instanceof ServerEvent.Dropped(var _, Drop why)) drops.add(why);
        };
    return new Doorway(
        Address.parse(address, USUAL).getFirst(), Set.of(), events, transport, nanos::get);
  }

  /// How many of so many packets from there are answered.
  private int answers(int packets, String from, Answering server) throws Exception {
    AtomicInteger answers = new AtomicInteger();
    try (Answering client =
        Server.udp(from, 5000).on(network).answer(_ -> answers.incrementAndGet())) {
      for (int i = 0; i < packets; i++) client.send(new byte[] {1}, server.address());
      network.advance(Duration.ofSeconds(1)); // by which nanos does not move
      return answers.get();
    }
  }

  @Test
  void aSourceElsewhereIsHeldToTheUsualRate() throws Exception {
    try (var server = echo("192.0.2.1:7000")) {
      assertThat(answers(10, "192.0.2.7", server)).isEqualTo(3);
      assertThat(answers(3, "192.0.2.8", server)).isEqualTo(3);
      assertThat(drops).hasSize(7).containsOnly(Drop.OVER_RATE);
      nanos.addAndGet(500_000_000);
      assertThat(answers(10, "192.0.2.7", server)).isEqualTo(1);
    }
  }

  @Test
  void loopbackIsNotLimitedAlsoWhereOthersAre() throws Exception {
    try (var local = echo("127.0.0.1:7000");
        var wide = echo("192.0.2.1:7000?burst=1")) {
      assertThat(answers(50, "127.0.0.1", local)).isEqualTo(50);
      assertThat(answers(50, "127.0.0.1", wide)).isEqualTo(50);
      assertThat(answers(50, "192.0.2.7", wide)).isEqualTo(1);
    }
  }

  @Test
  void aRateThatAPersonGivesHoldsForLoopbackToo() throws Exception {
    try (var server = echo("127.0.0.1:7000?rate=0.5&burst=4")) {
      assertThat(answers(50, "127.0.0.1", server)).isEqualTo(4);
      assertThat(answers(4, "127.0.0.2", server)).isEqualTo(4);
      nanos.addAndGet(2_000_000_000);
      assertThat(answers(50, "127.0.0.1", server)).isEqualTo(1);
    }
  }

  @Test
  void whoIsNotWantedIsNotCountedAgainstTheRate() throws Exception {
    try (var server = echo("192.0.2.1:7000?from=198.51.100.0/24")) {
      assertThat(answers(10, "192.0.2.7", server)).isZero();
      assertThat(drops).hasSize(10).containsOnly(Drop.NOT_ADMITTED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rate=5", "burst=5", "leak=5"})
  void aStreamHasNoRate(String option) {
    assertThatThrownBy(() -> doorway("tcp://127.0.0.1:7000?" + option, Transport.nio()))
        .isInstanceOf(AddressException.class)
        .hasMessageContaining("udp://");
  }

  @Test
  void aStrangeRateIsRefusedWhereTheDoorOpensAlsoOnLoopback() throws Exception {
    Doorway at = doorway("udp://127.0.0.1:7000?burst=none", network);
    assertThatThrownBy(() -> at.packets(RATE)).isInstanceOf(AddressException.class);
  }

  @Test
  void aDoorForClientsIsLimitedAsWell() throws Exception {
    try (var server =
        doorway("192.0.2.1:7000", network)
            .packetsOfClients(RATE)
            .answer(packet -> packet.reply(packet.content()))) {
      assertThat(answers(10, "192.0.2.7", server)).isEqualTo(3);
    }
  }
}
