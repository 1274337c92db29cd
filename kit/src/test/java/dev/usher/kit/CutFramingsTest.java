package dev.usher.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.memory.Faults;
import dev.usher.kit.memory.MemoryNetwork;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Wherever the bytes are cut on their way, the messages are the same.
class CutFramingsTest {
  /// Every framing, for messages of ISO 8859-1 text; made to fit what cannot be sent.
  enum Kind {
    LINES(StreamFraming.lines(), text -> text.replaceAll("[\n\r]", "-")),
    NUL_DELIMITED(raw(StreamFraming.delimited(new byte[] {0}, 1_000)), t -> t.replace('\0', '-')),
    BOUNDARY(
        raw(StreamFraming.delimited("--".getBytes(StandardCharsets.US_ASCII), 1_000)),
        text -> text.replace('-', '+')),
    FIXED(raw(StreamFraming.fixed(7)), text -> (text + "1234567").substring(0, 7)),
    LENGTH_1(raw(StreamFraming.lengthPrefixed(1, ByteOrder.BIG_ENDIAN, 255))),
    LENGTH_2(raw(StreamFraming.lengthPrefixed(2, ByteOrder.BIG_ENDIAN, 1_000))),
    LENGTH_2_LITTLE(raw(StreamFraming.lengthPrefixed(2, ByteOrder.LITTLE_ENDIAN, 1_000))),
    LENGTH_4(raw(StreamFraming.lengthPrefixed(4, ByteOrder.BIG_ENDIAN, 1_000))),
    LENGTH_4_LITTLE(raw(StreamFraming.lengthPrefixed(4, ByteOrder.LITTLE_ENDIAN, 1_000))),
    LENGTH_8(raw(StreamFraming.lengthPrefixed(8, ByteOrder.BIG_ENDIAN, 1_000))),
    LENGTH_COUNTS_ITSELF(raw(StreamFraming.lengthPrefixed(2, ByteOrder.BIG_ENDIAN, -2, 1_000)));

    final StreamFraming<String> framing;
    private final UnaryOperator<String> fit;

    Kind(StreamFraming<String> framing) {
      this(framing, text -> text);
    }

    Kind(StreamFraming<String> framing, UnaryOperator<String> fit) {
      this.framing = framing;
      this.fit = fit;
    }

    List<String> fitting(List<String> messages) {
      return messages.stream().map(fit).toList();
    }

    byte[] written(List<String> messages) {
      WriteBuffer out = new WriteBuffer();
      for (String message : messages) framing.write(message, out);
      return out.toBytes();
    }

    private static StreamFraming<String> raw(StreamFraming<byte[]> bytes) {
      return new StreamFraming<>() {
        @Override
        public String read(ReadBuffer in) throws FramingException {
          byte[] message = bytes.read(in);
          return message == null ? null : new String(message, StandardCharsets.ISO_8859_1);
        }

        @Override
        public void write(String message, WriteBuffer out) {
          bytes.write(message.getBytes(StandardCharsets.ISO_8859_1), out);
        }

        @Override
        public int limit() {
          return bytes.limit();
        }
      };
    }
  }

  private static void echo(Connection<String> client) {
    for (String message : client) client.send(message);
  }

  @Property(tries = 60)
  void seededCutsChangeNoMessage(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int cutOneIn,
      @ForAll @Size(max = 20) List<@StringLength(max = 60) String> texts,
      @ForAll Kind kind)
      throws Exception {
    var network = MemoryNetwork.seeded(seed).faults(Faults.none().cutOneIn(cutOneIn));
    List<String> messages = kind.fitting(texts.stream().map(CutFramingsTest::latin).toList());
    try (var running =
            Server.tcp(0).framing(kind.framing).on(network).start(CutFramingsTest::echo);
        var client = Client.at(running.address()).framing(kind.framing).on(network).connect()) {
      for (String message : messages) client.send(message);
      client.endSending();
      assertThat(client).as("%s", network).containsExactlyElementsOf(messages);
    }
  }

  private static String latin(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @EnumSource
  void aCutAtAnyOneBoundaryChangesNoMessage(Kind kind) throws Exception {
    List<String> messages = kind.fitting(List.of("one", "", "two, longer", "\u00e9\u00ff", "last"));
    byte[] wire = kind.written(messages);
    var network = MemoryNetwork.seeded(1);
    List<List<String>> got = new CopyOnWriteArrayList<>();
    try (var running =
        Server.tcp(0)
            .framing(kind.framing)
            .on(network)
            .start(client -> {
              List<String> mine = new ArrayList<>();
              for (String message : client) mine.add(message);
              got.add(mine);
            })) {
      for (int cut = 0; cut <= wire.length; cut++) {
        try (var client = Client.at(running.address()).on(network).connect()) {
          OutputStream out = client.leaveFraming().output();
          out.write(wire, 0, cut);
          network.settle(); // the server has taken the first part before it gets the second
          out.write(wire, cut, wire.length - cut);
        }
      }
      network.settle();
    }
    assertThat(got).hasSize(wire.length + 1).containsOnly(messages);
  }

  @Property(tries = 30)
  void chunksLoseAndAddNoByte(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 20) int cutOneIn,
      @ForAll @Size(max = 3_000) byte[] bytes)
      throws Exception {
    var network = MemoryNetwork.seeded(seed).faults(Faults.none().cutOneIn(cutOneIn));
    try (var running =
            Server.tcp(0)
                .on(network)
                .start(client -> {
                  for (byte[] chunk : client) client.send(chunk);
                });
        var client = Client.at(running.address()).on(network).connect()) {
      RawStream raw = client.leaveFraming();
      raw.output().write(bytes);
      raw.output().close();
      assertThat(raw.input().readAllBytes()).as("%s", network).isEqualTo(bytes);
    }
  }
}
