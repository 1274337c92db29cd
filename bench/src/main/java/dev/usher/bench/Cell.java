package dev.usher.bench;

/// One kind of load.
///
/// @param udp datagrams rather than a stream
/// @param connections clients at once
/// @param inFlight messages that each keeps under way
record Cell(boolean udp, int connections, int inFlight) {
  @Override
  public String toString() {
    return (udp ? "udp " : "tcp ") + connections + "x" + inFlight;
  }
}
