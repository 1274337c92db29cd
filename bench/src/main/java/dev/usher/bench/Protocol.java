package dev.usher.bench;

/// What clients and servers speak to each other.
enum Protocol {
  /// Echo over a stream.
  TCP,
  /// The same, from clients that connect, say one message and close.
  VISITS,
  /// Lines, answered in upper case.
  LINES,
  /// Echo of datagrams.
  UDP,
  /// Questions for the time.
  NTP;

  /// What a server must speak for it.
  Protocol server() {
    return this == VISITS ? TCP : this;
  }
}
