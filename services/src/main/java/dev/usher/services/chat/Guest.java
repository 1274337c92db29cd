package dev.usher.services.chat;

import java.net.InetSocketAddress;
import java.time.Instant;

/// Somebody who was heard. A source may be forged: it says where an answer would go, and no more.
///
/// @param number counts from 1, and is never given twice while a host runs
/// @param messages how many have come
/// @param lastHeard when the last one came
public record Guest(int number, InetSocketAddress address, long messages, Instant lastHeard) {
  Guest heard(Instant now) {
    return new Guest(number, address, messages + 1, now);
  }
}
