package dev.usher.services.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Server;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What counts as an answer, asked over a network by a client with a good clock.
class NtpQuestionTest {
  private final NtpLab lab = new NtpLab();

  @AfterEach
  void close() {
    lab.close();
  }

  private NtpClient client(InetSocketAddress server) {
    return NtpClient.of(server).time(lab.clock(Duration.ZERO, 1)).samples(1);
  }

  private NtpVerdict verdict(NtpLab.Twist twist) throws Exception {
    return lab.verdict(client(lab.twisted("10.0.0.1", twist)));
  }

  private static NtpLab.Twist first(int leap, int version, int mode) {
    return answer -> answer.put(0, (byte) (leap << 6 | version << 3 | mode));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 6, 7})
  void anotherModeIsNoAnswer(int mode) throws Exception {
    assertThat(verdict(first(0, 4, mode))).isEqualTo(new NtpVerdict.Silent(1, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 6, 7})
  void anotherVersionIsNoAnswer(int version) throws Exception {
    assertThat(verdict(first(0, version, 4))).isEqualTo(new NtpVerdict.Silent(1, 1));
  }

  static Stream<Arguments> origins() {
    return Stream.of(
        Arguments.of("another", (NtpLab.Twist) a -> a.putLong(24, a.getLong(24) + 1)),
        Arguments.of("none", (NtpLab.Twist) a -> a.putLong(24, 0)),
        Arguments.of("swapped", (NtpLab.Twist) a -> a.putLong(24, a.getLong(40))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("origins")
  void anotherOriginIsNoAnswer(String name, NtpLab.Twist twist) throws Exception {
    assertThat(verdict(twist)).as(name).isEqualTo(new NtpVerdict.Silent(1, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 100, 255})
  void aStratumThatDoesNotExistIsNoAnswer(int stratum) throws Exception {
    assertThat(verdict(answer -> answer.put(1, (byte) stratum)))
        .isEqualTo(new NtpVerdict.Silent(1, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 40})
  void anAnswerWithoutItsTimesIsNone(int field) throws Exception {
    assertThat(verdict(answer -> answer.putLong(field, 0))).isEqualTo(new NtpVerdict.Silent(1, 1));
  }

  @Test
  void anAnswerThatLeftBeforeItsQuestionCameIsNone() throws Exception {
    assertThat(verdict(answer -> answer.putLong(40, answer.getLong(32) - 1_000)))
        .isEqualTo(new NtpVerdict.Silent(1, 1));
  }

  @Test
  void anAnswerThatTookLongerThanWeWaitedIsNone() throws Exception {
    assertThat(verdict(answer -> answer.putLong(40, answer.getLong(32) + (1L << 32))))
        .isEqualTo(new NtpVerdict.Silent(1, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15})
  void synchronisedStrataAreBelieved(int stratum) throws Exception {
    assertThat(verdict(answer -> answer.put(1, (byte) stratum)))
        .isInstanceOf(NtpVerdict.Believed.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void whatTheMonthsEndBringsIsPassedOn(int leap) throws Exception {
    assertThat(verdict(first(leap, 4, 4)))
        .isInstanceOfSatisfying(
            NtpVerdict.Believed.class,
            b -> assertThat(b.best().leap()).isEqualTo(Leap.values()[leap]));
  }

  @Test
  void aServerThatSaysThatItIsUnsynchronisedIsBelievedInThat() throws Exception {
    assertThat(verdict(first(3, 4, 4))).isEqualTo(new NtpVerdict.Unsynchronised());
    assertThat(verdictAt("10.0.0.2", answer -> answer.put(1, (byte) 16)))
        .isEqualTo(new NtpVerdict.Unsynchronised());
    assertThat(verdictAt("10.0.0.3", answer -> answer.put(1, (byte) 0)))
        .isEqualTo(new NtpVerdict.Unsynchronised());
    assertThat(verdictAt("10.0.0.4", kiss("INIT"))).isEqualTo(new NtpVerdict.Unsynchronised());
  }

  private NtpVerdict verdictAt(String host, NtpLab.Twist twist) throws Exception {
    return lab.verdict(client(lab.twisted(host, twist)));
  }

  private static NtpLab.Twist kiss(String code) {
    return answer -> answer.put(1, (byte) 0).put(12, code.getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @CsvSource({"4, 3", "4, 65535", "8, 1.5", "8, 65535"})
  void aServerThatMayBeWrongByTooMuchIsTooVague(int field, double seconds) throws Exception {
    assertThat(verdict(answer -> answer.putInt(field, (int) (long) (seconds * 65_536))))
        .isInstanceOfSatisfying(
            NtpVerdict.TooVague.class,
            vague -> assertThat(vague.error()).isGreaterThan(NtpElection.TOO_VAGUE));
  }

  @ParameterizedTest
  @CsvSource({"4, 2.9", "8, 1.4"})
  void aServerThatMayBeWrongByLessIsBelieved(int field, double seconds) throws Exception {
    assertThat(verdict(answer -> answer.putInt(field, (int) (seconds * 65_536))))
        .isInstanceOfSatisfying(
            NtpVerdict.Believed.class,
            b -> assertThat(b.best().error()).isGreaterThan(Duration.ofMillis(1_400)));
  }

  @ParameterizedTest
  @ValueSource(bytes = {1, 5, 127})
  void aServerWhoseClockIsCoarseIsTooVague(byte precision) throws Exception {
    assertThat(verdict(answer -> answer.put(3, precision))).isInstanceOf(NtpVerdict.TooVague.class);
  }

  @Test
  void shortPacketsAndGarbageAreRefusedAndTheAnswerIsStillHeard() throws Exception {
    var random = new Random(1);
    InetSocketAddress server =
        lab.server(
            "10.0.0.1",
            request -> {
              byte[] honest = NtpLab.answer(request, lab.truth());
              List<byte[]> packets = new ArrayList<>();
              for (int length = 0; length < NtpPacket.LENGTH; length++) {
                packets.add(Arrays.copyOf(honest, length));
              }
              for (int length : new int[] {48, 49, 1_000, 65_507}) {
                byte[] garbage = new byte[length];
                random.nextBytes(garbage);
                packets.add(garbage);
              }
              packets.add(request.bytes()); // an echo
              packets.add(Arrays.copyOf(honest, 68)); // with an extension field, or a MAC
              return packets;
            });
    assertThat(lab.verdict(client(server)))
        .isInstanceOfSatisfying(
            NtpVerdict.Believed.class, b -> assertThat(b.samples()).isEqualTo(1));
  }

  @Test
  void whatIsRefusedIsCounted() throws Exception {
    InetSocketAddress server =
        lab.server(
            "10.0.0.1",
            request -> List.of(new byte[0], new byte[47], new byte[48], request.bytes()));
    assertThat(lab.verdict(client(server).samples(8))).isEqualTo(new NtpVerdict.Silent(3, 12));
  }

  @Test
  void anAnswerToAnEarlierQuestionIsRefused() throws Exception {
    var told = new ConcurrentLinkedQueue<byte[]>();
    InetSocketAddress server =
        lab.server(
            "10.0.0.1",
            request -> {
              told.add(NtpLab.answer(request, lab.truth()));
              return List.of(told.peek());
            });
    assertThat(lab.verdict(client(server).samples(3)))
        .isInstanceOfSatisfying(
            NtpVerdict.Believed.class, b -> assertThat(b.samples()).isEqualTo(1));
    assertThat(lab.verdict(client(server).samples(3))).isEqualTo(new NtpVerdict.Silent(3, 3));
  }

  @Test
  void aFloodDoesNotMakeItWaitForMuchLonger() throws Exception {
    InetSocketAddress server = new InetSocketAddress("10.0.0.1", 123);
    try (var flood = Server.udp(server).on(lab.network).answer(_ -> {})) {
      var asking = lab.network.start(() -> lab.outcome(client(server).on(lab.network)));
      Duration begun = lab.network.elapsed();
      while (!asking.isDone()) {
        for (int port = 49_152; port < 49_160; port++) {
          flood.send(new byte[48], new InetSocketAddress("10.0.0.1", port));
        }
        lab.network.advance(Duration.ofMillis(900));
      }
      assertThat(asking.get()).isInstanceOf(NtpVerdict.Silent.class);
      assertThat(lab.network.elapsed().minus(begun)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() throws Exception {
    assertThat(lab.verdict(client(new InetSocketAddress("10.0.0.1", 123))))
        .isEqualTo(new NtpVerdict.Unreachable("nobody answers at this port"));
    assertThat(lab.verdict(client(InetSocketAddress.createUnresolved("nobody.invalid", 123))))
        .isEqualTo(new NtpVerdict.Unreachable("no address is known for nobody.invalid"));
  }
}
