package dev.usher.services.time;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.usher.kit.Answering;
import dev.usher.kit.Client;
import dev.usher.kit.Server;
import dev.usher.testkit.LeakCheck;
import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The client on real sockets, in real time.
class NtpOnSocketsTest {
  /// A server with this machine's clock, which it claims to know to 3 ms.
  private static Answering server() throws IOException {
    return Server.udp(0)
        .answer(packet -> {
          NtpPacket request = NtpPacket.parse(packet.content());
          if (request != null) packet.reply(NtpLab.answer(request, Instant.now()));
        });
  }

  private static InetSocketAddress address(Answering server) {
    return (InetSocketAddress) server.address();
  }

  @Test
  void aServerOnThisMachineHasOurTimeAndNothingIsLeftBehind() throws Exception {
    try (var _ = LeakCheck.begin();
        Answering one = server();
        Answering two = server()) {
      var heard = new AtomicInteger();
      NtpMeasurement measurement =
          NtpClient.of(address(one), address(two))
              .spacing(Duration.ofMillis(5))
              .onSample((_, _) -> heard.incrementAndGet())
              .measure();
      assertThat(measurement.offset().abs()).isLessThanOrEqualTo(measurement.error());
      assertThat(heard).hasValueBetween(2, 16);
      Instant before = Instant.now();
      Instant told = measurement.clock().instant();
      Instant after = Instant.now();
      Duration error = measurement.clock().error();
      assertThat(told).isBetween(before.minus(error), after.plus(error));
    }
  }

  @Test
  void whereNobodyListensTheServerIsUnreachable() throws Exception {
    try (var nobody = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      nobody.connect(nobody.getLocalSocketAddress()); // so it hears nobody else
      NtpClient client = NtpClient.of((InetSocketAddress) nobody.getLocalSocketAddress());
      assertThatExceptionOfType(NtpException.class)
          .isThrownBy(client::measure)
          .satisfies(e ->
              assertThat(e.reports())
                  .extracting(NtpReport::verdict)
                  .containsExactly(new NtpVerdict.Unreachable("nobody answers at this port")));
    }
  }

  @Test
  void whoeverIsInterruptedWaitsNoLongerAndLeavesNothingBehind() throws Exception {
    try (var _ = LeakCheck.begin();
        var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      var asked = new CountDownLatch(1);
      var outcome = new CompletableFuture<Object>();
      NtpClient client =
          NtpClient.of((InetSocketAddress) silent.getLocalSocketAddress())
              .timeout(Duration.ofHours(1));
      Thread measuring =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  asked.countDown();
                  outcome.complete(client.measure());
                } catch (Exception e) {
                  outcome.complete(e);
                }
              });
      asked.await();
      measuring.interrupt();
      assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void whatTheListenerThrowsTheMeasurementThrows() throws Exception {
    try (Answering server = server()) {
      NtpClient client =
          NtpClient.of(address(server))
              .onSample((_, _) -> {
                throw new IllegalStateException("enough");
              });
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(client::measure)
          .withMessage("enough");
    }
  }

  /// The tool tells the program a wrong time of day. It must leave the monotonic clock alone, by
  /// which Java's timers wait.
  @Test
  void aClockThatIsThreeAndAHalfSecondsFastIsFoundToBe() throws Exception {
    assumeTrue(isInstalled("faketime"), "skipped: faketime is not installed");
    try (Answering server = server()) {
      Process probe =
          new ProcessBuilder(
                  "faketime",
                  "--exclude-monotonic",
                  "-f",
                  "+3.5s",
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  String.join(
                      File.pathSeparator, home(Client.class), home(NtpClient.class), testClasses()),
                  NtpProbe.class.getName(),
                  Integer.toString(server.port()))
              .redirectErrorStream(true)
              .start();
      try {
        String said = new String(probe.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(said).matches("-?\\d+ \\d+");
        long[] told = Stream.of(said.split(" ")).mapToLong(Long::parseLong).toArray();
        long wrong = Math.abs(told[0] - Duration.ofMillis(-3_500).toNanos());
        assertThat(wrong).isLessThanOrEqualTo(told[1]);
        assertThat(Duration.ofNanos(told[1])).isLessThan(Duration.ofMillis(500));
      } finally {
        probe.destroyForcibly();
      }
    }
  }

  private static boolean isInstalled(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  private static String home(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  /// They patch a module, so that their code source is that of the module.
  private static String testClasses() {
    String name = NtpProbe.class.getName().replace('.', '/') + ".class";
    String place = NtpProbe.class.getResource("NtpProbe.class").toString();
    return Path.of(URI.create(place.substring(0, place.length() - name.length()))).toString();
  }
}
