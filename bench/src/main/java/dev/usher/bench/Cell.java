package dev.usher.bench;

import java.util.Locale;

/// One kind of load.
///
/// @param connections clients at once
/// @param inFlight messages that each keeps under way
record Cell(Protocol protocol, int connections, int inFlight) {
  /// Whether what is sent may get lost.
  boolean mayLose() {
    return protocol == Protocol.UDP || protocol == Protocol.NTP;
  }

  @Override
  public String toString() {
    return protocol.name().toLowerCase(Locale.ROOT) + " " + connections + "x" + inFlight;
  }
}
