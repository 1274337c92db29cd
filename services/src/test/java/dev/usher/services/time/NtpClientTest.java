package dev.usher.services.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.usher.kit.memory.Faults;
import dev.usher.kit.memory.MemoryNetwork;
import dev.usher.testkit.LeakCheck;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NtpClientTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final NtpLab lab = new NtpLab();
  private final TimeSource anHourBehind = lab.clock(HOUR, 1);

  @AfterEach
  void close() {
    lab.close();
  }

  private NtpClient client(InetSocketAddress... servers) {
    return NtpClient.of(servers).time(anHourBehind);
  }

  private static void assertContains(NtpMeasurement measurement, Duration truth) {
    assertThat(measurement.offset().minus(truth).abs())
        .as("%s", measurement)
        .isLessThanOrEqualTo(measurement.error());
  }

  @Test
  void itTellsWhatMustBeAddedToOurClock() throws Exception {
    NtpMeasurement measurement = lab.measure(client(lab.honest("10.0.0.1")));
    assertThat(measurement.offset()).isBetween(HOUR.minusNanos(2), HOUR.plusNanos(2));
    assertThat(measurement.error()).isBetween(Duration.ofMillis(3), Duration.ofMillis(4));
    assertThat(measurement.best().stratum()).isEqualTo(2);
    assertThat(measurement.best().delay()).isEqualTo(Duration.ZERO);
    assertThat(measurement.best().leap()).isEqualTo(Leap.NONE);
    assertThat(measurement.reports().getFirst().verdict())
        .isEqualTo(new NtpVerdict.Believed(measurement.best(), 8));
  }

  @Test
  void theCorrectedClockTellsTheTimeAndHowWrongItMayBe() throws Exception {
    CorrectedClock clock = lab.measure(client(lab.honest("10.0.0.1"))).clock();
    Duration before = clock.error();
    lab.network.advance(Duration.ofDays(1));
    assertThat(clock.instant()).isBetween(lab.truth().minusNanos(2), lab.truth().plusNanos(2));
    assertThat(clock.error().minus(before))
        .isBetween(Duration.ofMillis(8640), Duration.ofMillis(8641));
    assertThat(clock.getZone()).isEqualTo(ZoneId.of("Z"));
    CorrectedClock there = clock.withZone(ZoneId.of("Asia/Shanghai"));
    assertThat(there.getZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(there.instant()).isEqualTo(clock.instant());
  }

  @Test
  void theQuickestExchangeCounts() throws Exception {
    lab.network.faults(link ->
        link.endsWith("10.0.0.1:123")
            ? Faults.none().jitter(Duration.ofMillis(80))
            : Faults.none());
    var delays = new ConcurrentLinkedQueue<Duration>();
    NtpMeasurement measurement =
        lab.measure(
            client(lab.honest("10.0.0.1")).onSample((_, sample) -> delays.add(sample.delay())));
    assertThat(delays).hasSize(8).doesNotHaveDuplicates();
    assertThat(measurement.best().delay())
        .isEqualTo(delays.stream().min(Duration::compareTo).get());
    assertContains(measurement, HOUR);
  }

  @Test
  void theErrorCoversWaysThatAreNotEquallyLong() throws Exception {
    lab.network.faults(link ->
        link.endsWith("10.0.0.1:123")
            ? Faults.none().latency(Duration.ofMillis(200))
            : Faults.none());
    NtpMeasurement measurement = lab.measure(client(lab.honest("10.0.0.1")));
    assertThat(measurement.offset().minus(HOUR).toMillis()).isEqualTo(100);
    assertContains(measurement, HOUR);
  }

  @Test
  void everyQuestionHasItsOwnPortAndItsOwnSecretAndTellsNothingElse() throws Exception {
    Set<NtpPacket> requests = ConcurrentHashMap.newKeySet();
    InetSocketAddress server =
        lab.server(
            "10.0.0.1",
            request -> {
              requests.add(request);
              return List.of(NtpLab.answer(request, lab.truth()));
            });
    Set<String> links = ConcurrentHashMap.newKeySet();
    lab.network.faults(link -> {
      links.add(link);
      return Faults.none();
    });
    lab.measure(client(server));
    assertThat(requests).hasSize(8).extracting(NtpPacket::transmit).doesNotHaveDuplicates();
    assertThat(requests)
        .allSatisfy(request ->
            assertThat(request)
                .isEqualTo(
                    new NtpPacket(
                        Leap.NONE,
                        4,
                        3,
                        0,
                        0,
                        0,
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        NtpTimestamp.NONE,
                        NtpTimestamp.NONE,
                        NtpTimestamp.NONE,
                        request.transmit())));
    assertThat(links.stream().filter(link -> link.endsWith("→ 10.0.0.1:123"))).hasSize(8);
  }

  @Test
  void mostServersAreBelievedAndTheOthersOutvoted() throws Exception {
    InetSocketAddress one = lab.honest("10.0.0.1");
    InetSocketAddress liar =
        lab.server(
            "10.0.0.2", request -> List.of(NtpLab.answer(request, lab.truth().plusSeconds(60))));
    InetSocketAddress three = lab.honest("10.0.0.3");
    NtpMeasurement measurement = lab.measure(client(one, liar, three));
    assertThat(measurement.reports())
        .extracting(NtpReport::server)
        .containsExactly(one, liar, three);
    assertThat(measurement.reports().get(0).verdict()).isInstanceOf(NtpVerdict.Believed.class);
    assertThat(measurement.reports().get(1).verdict()).isInstanceOf(NtpVerdict.Outvoted.class);
    assertThat(measurement.reports().get(2).verdict()).isInstanceOf(NtpVerdict.Believed.class);
    assertContains(measurement, HOUR);
  }

  @Test
  void ofTwoServersThatDisagreeNeitherIsBelieved() {
    InetSocketAddress one = lab.honest("10.0.0.1");
    InetSocketAddress two =
        lab.server(
            "10.0.0.2", request -> List.of(NtpLab.answer(request, lab.truth().plusSeconds(60))));
    assertThatExceptionOfType(NtpException.class)
        .isThrownBy(() -> lab.measure(client(one, two)))
        .satisfies(e ->
            assertThat(e.reports())
                .extracting(NtpReport::verdict)
                .hasOnlyElementsOfType(NtpVerdict.Outvoted.class)
                .hasSize(2));
  }

  @Test
  void aServerThatIsNamedTwiceHasOneVoice() throws Exception {
    InetSocketAddress one = lab.honest("10.0.0.1");
    assertThat(lab.measure(client(one, one)).reports()).hasSize(1);
  }

  @Test
  void whatALossyNetworkLeavesIsEnough() throws Exception {
    lab.network.faults(Faults.none().loss(0.2).duplication(0.5).reordering(0.2));
    var verdict = (NtpVerdict.Believed) lab.verdict(client(lab.honest("10.0.0.1")).samples(50));
    assertThat(verdict.samples()).isBetween(20, 45);
  }

  @Test
  void noPacketCountsTwice() throws Exception {
    lab.network.faults(Faults.none().duplication(1));
    assertThat(lab.verdict(client(lab.honest("10.0.0.1"))))
        .isInstanceOfSatisfying(
            NtpVerdict.Believed.class, b -> assertThat(b.samples()).isEqualTo(8));
  }

  @Test
  void setsOfTheClockInMidMeasurementDoNotHurt() throws Exception {
    var set = new java.util.concurrent.atomic.AtomicReference<>(Duration.ZERO);
    TimeSource time =
        new TimeSource() {
          @Override
          public Instant now() {
            return anHourBehind.now().plus(set.get());
          }

          @Override
          public long nanos() {
            return anHourBehind.nanos();
          }
        };
    InetSocketAddress server =
        lab.server(
            "10.0.0.1",
            request -> {
              set.updateAndGet(now -> now.plusSeconds(1_000));
              return List.of(NtpLab.answer(request, lab.truth()));
            });
    NtpMeasurement measurement = lab.measure(client(server).time(time));
    assertContains(measurement, HOUR);
    assertThat(Duration.between(measurement.clock().instant(), lab.truth()).abs())
        .isLessThan(measurement.clock().error());
  }

  @ParameterizedTest
  @CsvSource({
    "2036-02-07T06:28:15Z, -3600", // both sides of the change of era
    "2036-02-07T06:28:15Z, 3600",
    "2036-02-07T06:28:16Z, 0",
    "2036-02-07T07:00:00Z, 1900000000",
    "2036-02-07T06:00:00Z, -1900000000",
    "2106-02-07T06:28:15Z, 3600",
    "2106-02-07T06:28:15Z, -3600",
    "2172-03-15T12:56:31Z, 7",
  })
  void errorsOfTheClockAreMeasuredAcrossEras(Instant start, long seconds) throws Exception {
    Duration offset = Duration.ofSeconds(seconds);
    try (var era = new NtpLab(MemoryNetwork.seeded(2), start)) {
      NtpClient client = NtpClient.of(era.honest("10.0.0.1")).time(era.clock(offset, 1));
      assertContains(era.measure(client), offset);
    }
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    try (var _ = LeakCheck.begin();
        var quick = new NtpLab()) {
      quick.measure(
          NtpClient.of(quick.honest("10.0.0.1"), new InetSocketAddress("10.0.0.2", 123))
              .time(quick.clock(HOUR, 1)));
    }
  }

  @Test
  void senselessSettingsAreRefused() {
    var server = new InetSocketAddress("10.0.0.1", 123);
    assertThatIllegalArgumentException().isThrownBy(() -> NtpClient.of());
    assertThatIllegalArgumentException().isThrownBy(() -> client(server).samples(0));
    assertThatIllegalArgumentException().isThrownBy(() -> client(server).spacing(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client(server).timeout(Duration.ofNanos(-1)));
  }
}
