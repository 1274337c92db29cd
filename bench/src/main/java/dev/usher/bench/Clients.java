package dev.usher.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Clients, all on one thread, that check every answer.
sealed interface Clients extends Closeable permits TcpClients, UdpClients, NtpClients {
  /// Talks for a time, then waits for what is still under way; returns how many messages were
  /// answered.
  long talk(Duration time) throws IOException;

  static Clients of(Cell cell, InetSocketAddress server) throws IOException {
    return switch (cell.protocol()) {
      case TCP -> new TcpClients(server, cell.connections(), cell.inFlight());
      case UDP -> new UdpClients(server, cell.connections());
      case NTP -> new NtpClients(server, cell.connections(), cell.inFlight());
    };
  }
}
