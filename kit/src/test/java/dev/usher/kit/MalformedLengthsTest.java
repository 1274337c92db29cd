package dev.usher.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.memory.Faults;
import dev.usher.kit.memory.MemoryNetwork;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Length fields that lie are refused, wherever they are cut, and disturb nobody else.
class MalformedLengthsTest {
  private static final int LIMIT = 1_000;

  static Stream<Arguments> lies() {
    return Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)
        .flatMap(order ->
            Stream.of(
                lie(1, order, 255, 0, 254),
                lie(2, order, 0xFFFF, 0, LIMIT),
                lie(2, order, LIMIT + 1, 0, LIMIT),
                lie(4, order, 0x7FFFFFFFL, 0, LIMIT),
                lie(4, order, 0x80000000L, 0, LIMIT),
                lie(4, order, 0xFFFFFFFFL, 0, LIMIT),
                lie(4, order, 0xFFFFFFFFL, 4, LIMIT),
                lie(4, order, 0x7FFFFFFFL, 4, LIMIT),
                lie(4, order, 3, -4, LIMIT),
                lie(2, order, 0, -2, LIMIT),
                lie(8, order, -1, 0, LIMIT),
                lie(8, order, Long.MIN_VALUE, 0, LIMIT),
                lie(8, order, Long.MIN_VALUE, -8, LIMIT),
                lie(8, order, Long.MAX_VALUE, 0, LIMIT),
                lie(8, order, Long.MAX_VALUE, 8, LIMIT),
                lie(8, order, 0x1_0000_0000L, 0, LIMIT),
                lie(8, order, 7, -8, LIMIT)));
  }

  private static Arguments lie(int width, ByteOrder order, long field, int adjustment, int limit) {
    var framing = StreamFraming.lengthPrefixed(width, order, adjustment, limit);
    byte[] bytes = new WriteBuffer().putNumber(field, width, order).put(new byte[50]).toBytes();
    return Arguments.argumentSet(
        width + " bytes, " + order + ", 0x" + Long.toHexString(field) + ", " + adjustment,
        framing,
        bytes);
  }

  @ParameterizedTest
  @MethodSource("lies")
  void aLieIsRefusedAndTheNextOneServed(StreamFraming<byte[]> framing, byte[] lie)
      throws Exception {
    var network = MemoryNetwork.seeded(1).faults(Faults.none().everyByte());
    List<Ended> endings = new CopyOnWriteArrayList<>();
    List<byte[]> messages = new CopyOnWriteArrayList<>();
    try (var running =
            Server.tcp(0)
                .framing(framing)
                .on(network)
                .events(event -> {
                  if (event instanceof ServerEvent.Closed closed) endings.add(closed.why());
                })
                .start(client -> {
                  for (byte[] message : client) {
                    messages.add(message);
                    client.send(message);
                  }
                });
        var honest = Client.at(running.address()).framing(framing).on(network).connect()) {
      try (var liar = Client.at(running.address()).on(network).connect()) {
        liar.send(lie);
        assertThat(liar.receive()).isNull();
      }
      network.settle();
      assertThat(endings).singleElement().isInstanceOf(Ended.Malformed.class);
      assertThat(messages).isEmpty();

      byte[] honestly = {1, 2, 3, 4, 5, 6, 7, 8, 9};
      honest.send(honestly);
      assertThat(honest.receive()).isEqualTo(honestly);
    }
  }
}
