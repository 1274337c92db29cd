package regatta;

import dev.usher.kit.Handler;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;
import dev.usher.services.time.CorrectedClock;
import dev.usher.services.time.NtpClient;
import dev.usher.services.time.NtpException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;

/// Opens the line. With an NTP server's name it tells that server's time, whatever is done to this
/// machine's clock during the race.
final class Main {
  private static final int PORT = 7400;
  private static final int LONGEST = 16; // bytes of a report

  static void main(String... ntpServer) throws Exception {
    Clock clock =
        ntpServer.length == 0
            ? Clock.systemUTC()
            : timeOf(new InetSocketAddress(ntpServer[0], 123));
    Handler<String> line = new FinishLine(clock)::converse;
    try (var tcp = Server.tcp(PORT).framing(StreamFraming.lines(LONGEST)).start(line);
        var _ = Server.udp(PORT).framing(PacketFraming.text(LONGEST)).start(line)) {
      // Ctrl-C: who is in the middle of a report still gets the answer.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> tcp.drain(Duration.ofSeconds(5))));
      IO.println("the race has begun; report to port " + PORT + ", by TCP or UDP");
      tcp.join();
    }
  }

  static CorrectedClock timeOf(InetSocketAddress ntpServer)
      throws NtpException, InterruptedException {
    return NtpClient.of(ntpServer).measure().clock();
  }
}
