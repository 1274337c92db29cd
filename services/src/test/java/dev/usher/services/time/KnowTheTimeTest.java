package dev.usher.services.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Server;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The listing of docs/how-to/know-the-time.md.
class KnowTheTimeTest {
  private static final Path SOURCE =
      Path.of("src/test/java/dev/usher/services/time/KnowTheTimeTest.java");
  private static final Path HOW_TO = Path.of("../docs/how-to/know-the-time.md");

  @Test
  void theListingMeasures() throws Exception {
    try (var server =
        Server.udp(0)
            .answer(packet -> {
              NtpPacket request = NtpPacket.parse(packet.content());
              if (request != null) packet.reply(NtpLab.answer(request, Instant.now()));
            })) {
      listing("127.0.0.1", server.port());
    }
  }

  private static void listing(String host, int port) throws Exception {
    // begin
    NtpMeasurement measured = NtpClient.of(new InetSocketAddress(host, port)).samples(4).measure();
    CorrectedClock clock = measured.clock();
    Instant now = clock.instant(); // the true time,
    Duration error = clock.error(); // give or take this
    // end
    assertThat(now).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(error).isPositive();
  }

  @Test
  void theListingIsTheOneThatIsRun() throws Exception {
    String source = Files.readString(SOURCE);
    String code =
        source.substring(source.indexOf("// begin\n") + 9, source.lastIndexOf("    // end\n"));
    assertThat(Files.readString(HOW_TO))
        .contains("```java\n" + code.stripTrailing().stripIndent() + "\n```\n");
  }
}
