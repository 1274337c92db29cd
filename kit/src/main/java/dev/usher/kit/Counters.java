package dev.usher.kit;

import java.net.SocketAddress;
import java.util.concurrent.atomic.LongAdder;

/// Tells events and counts them, so that the two never differ.
final class Counters {
  private final ServerEvents events;
  private final LongAdder opened = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder overflowed = new LongAdder();

  Counters(ServerEvents events) {
    this.events = events.contained();
  }

  void tell(ServerEvent event) {
    switch (event) {
      case ServerEvent.Opened _ -> opened.increment();
      case ServerEvent.Failed _ -> failed.increment();
      case ServerEvent.Refused _ -> refused.increment();
      case ServerEvent.Dropped _ -> dropped.increment();
      case ServerEvent.Overflowed(_, long datagrams) -> overflowed.add(datagrams);
      case ServerEvent.Fallback _,
          ServerEvent.Listening _,
          ServerEvent.Closed _,
          ServerEvent.Troubled _,
          ServerEvent.Draining _,
          ServerEvent.Drained _,
          ServerEvent.Stopped _ -> {}
    }
    events.on(event);
  }

  void dropped(SocketAddress peer, Drop why) {
    tell(new ServerEvent.Dropped(peer, why));
  }

  Stats stats(int open) {
    return new Stats(
        open, opened.sum(), failed.sum(), refused.sum(), dropped.sum(), overflowed.sum());
  }
}
