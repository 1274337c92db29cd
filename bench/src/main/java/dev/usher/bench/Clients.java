package dev.usher.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Clients, all on one thread, that check every answer.
sealed interface Clients extends Closeable permits TcpClients, Visitors, UdpClients {
  /// Talks for a time, then waits for what is still under way; returns how many messages were
  /// answered.
  long talk(Duration time) throws IOException;

  /// Messages so far that had no answer in time.
  default long lost() {
    return 0;
  }

  static Clients of(Cell cell, InetSocketAddress server) throws IOException {
    int count = cell.connections();
    int inFlight = cell.inFlight();
    return switch (cell.protocol()) {
      case TCP -> new TcpClients(server, count, inFlight, Script::echoed);
      case LINES -> new TcpClients(server, count, inFlight, Script::shouted);
      case VISITS -> new Visitors(server, count);
      case UDP -> new UdpClients(server, count, inFlight, EchoPackets::new);
      case NTP -> new UdpClients(server, count, inFlight, _ -> new NtpPackets());
    };
  }
}
