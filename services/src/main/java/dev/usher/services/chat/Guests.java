package dev.usher.services.chat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who was heard, in that order. There is a most, since sources can be forged: whoever was silent
/// longest is forgotten first, and can still be written to by address. Safe for several threads.
public final class Guests {
  private final int most;
  private final LinkedHashMap<InetSocketAddress, Guest> byAddress =
      new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Integer, InetSocketAddress> byNumber = new HashMap<>();
  private int numbers;

  Guests(int most) {
    this.most = most;
  }

  synchronized Guest heard(InetSocketAddress from, Instant now) {
    Guest known = byAddress.get(from);
    if (known == null) known = welcome(from, now);
    Guest guest = known.heard(now);
    byAddress.put(from, guest);
    return guest;
  }

  private Guest welcome(InetSocketAddress from, Instant now) {
    if (byAddress.size() >= most) {
      Guest eldest = byAddress.pollFirstEntry().getValue();
      byNumber.remove(eldest.number());
    }
    Guest guest = new Guest(++numbers, from, 0, now);
    byNumber.put(guest.number(), from);
    return guest;
  }

  /// All of them, who was heard last first.
  public synchronized List<Guest> latestFirst() {
    return new ArrayList<>(byAddress.sequencedValues().reversed());
  }

  /// Where the guest with this number is; null when nobody has it, or has it any more.
  public synchronized @Nullable InetSocketAddress numbered(int number) {
    return byNumber.get(number);
  }
}
