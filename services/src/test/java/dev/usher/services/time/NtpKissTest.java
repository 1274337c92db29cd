package dev.usher.services.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that ask for something (RFC 5905 §7.4), and a client that does it.
class NtpKissTest {
  private final NtpLab lab = new NtpLab();
  private final List<Duration> asked = new ArrayList<>();
  private int kissAt = 1;

  @AfterEach
  void close() {
    lab.close();
  }

  /// A server that says this to the question with the number [#kissAt], and tells the time
  /// otherwise.
  private NtpClient client(String code) {
    InetSocketAddress server =
        lab.server(
            "10.0.0.1",
            request -> {
              asked.add(lab.network.elapsed());
              return List.of(lab.twisted(request, asked.size() == kissAt ? kiss(code) : _ -> {}));
            });
    return NtpClient.of(server).time(lab.clock(Duration.ZERO, 1)).samples(4);
  }

  private static NtpLab.Twist kiss(String code) {
    return answer ->
        answer
            .put(0, (byte) (answer.get(0) | 3 << 6))
            .put(1, (byte) 0)
            .put(12, code.getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DENY", "RSTR"})
  void aServerThatSendsUsAwayIsNeverAskedAgain(String code) throws Exception {
    NtpClient client = client(code);
    assertThat(lab.verdict(client)).isEqualTo(new NtpVerdict.Kissed(code));
    assertThat(lab.verdict(client)).isEqualTo(new NtpVerdict.Kissed(code));
    assertThat(lab.verdict(client.samples(1))).isEqualTo(new NtpVerdict.Kissed(code));
    assertThat(asked).hasSize(1);
  }

  @Test
  void aServerThatIsAskedTooOftenIsAskedNoFurtherAndThenAtHalfTheRate() throws Exception {
    kissAt = 3;
    NtpClient client = client("RATE");
    assertThat(lab.verdict(client))
        .isInstanceOfSatisfying(
            NtpVerdict.Believed.class, b -> assertThat(b.samples()).isEqualTo(2));
    assertThat(asked).hasSize(3);
    assertThat(lab.verdict(client)).isInstanceOf(NtpVerdict.Believed.class);
    assertThat(asked).hasSize(7);
    assertThat(asked.get(1).minus(asked.get(0))).isEqualTo(Duration.ofMillis(100));
    assertThat(asked.get(4).minus(asked.get(3))).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void aServerThatIsAskedTooOftenBeforeItHasAnsweredIsKissed() throws Exception {
    assertThat(lab.verdict(client("RATE"))).isEqualTo(new NtpVerdict.Kissed("RATE"));
  }

  @Test
  void theRateIsHalvedOnlySoOften() {
    var manners = new NtpManners();
    var server = new InetSocketAddress("10.0.0.1", 123);
    for (int i = 0; i < 100; i++) manners.heed(server, "RATE");
    assertThat(manners.spacing(server, Duration.ofMillis(100)))
        .isEqualTo(Duration.ofMillis(12_800));
    assertThat(manners.spacing(server, Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aKissFromSomebodyWhoHasNotSeenTheQuestionIsRefused() throws Exception {
    InetSocketAddress server =
        lab.server(
            "10.0.0.1",
            request -> {
              byte[] forged = lab.twisted(request, kiss("DENY"));
              ByteBuffer.wrap(forged).putLong(24, 0x1234);
              return List.of(forged, NtpLab.answer(request, lab.truth()));
            });
    NtpClient client = NtpClient.of(server).time(lab.clock(Duration.ZERO, 1));
    assertThat(lab.verdict(client)).isInstanceOf(NtpVerdict.Believed.class);
  }
}
