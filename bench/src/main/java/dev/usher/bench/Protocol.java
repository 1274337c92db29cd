package dev.usher.bench;

/// What clients and servers speak to each other.
enum Protocol {
  /// Echo over a stream.
  TCP,
  /// Echo of datagrams.
  UDP,
  /// Questions for the time.
  NTP
}
