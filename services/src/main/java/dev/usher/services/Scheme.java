package dev.usher.services;

/// What carries the bytes to an [Address].
public enum Scheme {
  /// TCP, written `tcp://HOST:PORT`.
  TCP("tcp://"),
  /// UDP, written `udp://HOST:PORT`.
  UDP("udp://"),
  /// A Unix stream socket, written `unix:PATH`.
  UNIX("unix:");

  private final String prefix;

  Scheme(String prefix) {
    this.prefix = prefix;
  }

  /// What an address with this scheme begins with.
  public String prefix() {
    return prefix;
  }
}
