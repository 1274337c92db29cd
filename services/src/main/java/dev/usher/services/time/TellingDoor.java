package dev.usher.services.time;

import dev.usher.kit.Handler;
import dev.usher.kit.Running;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.Option;
import dev.usher.services.Rate;
import dev.usher.services.Scheme;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// `time.daytime` and `time.time`; the rules D1 to D5 are in docs/protocols/daytime-time.md. A
/// stream is told the time at once and closed, without waiting for a word; a datagram is answered,
/// whatever it says.
///
/// Over UDP only where a person wants it: two such servers that are made to answer each other never
/// stop, which [Doorway#packetsOfClients] sees to.
final class TellingDoor implements Door {
  private final Telling telling;
  private final ServedClock clock;

  TellingDoor(Telling telling, ServedClock clock) {
    this.telling = telling;
    this.clock = clock;
  }

  @Override
  public String name() {
    return telling.door();
  }

  @Override
  public List<Address> addresses() {
    return List.of(Address.tcp("127.0.0.1", telling.port()));
  }

  @Override
  public Set<Scheme> schemes() {
    return Set.of(Scheme.values());
  }

  @Override
  public Power power() {
    return Power.ASKS;
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(telling.options());
    options.addAll(Rate.USUAL.options());
    return options;
  }

  @Override
  public String tryIt(Address at) {
    return telling.tryIt(at);
  }

  @Override
  public Running open(Doorway at) throws IOException, AddressException {
    ZoneId zone = Zones.chosen(at.address());
    Handler<byte[]> once = client -> client.send(now(zone));
    return switch (at.address().scheme()) {
      case TCP, UNIX -> at.streams().start(once);
      case UDP -> at.packetsOfClients(Rate.USUAL).answer(packet -> packet.reply(now(zone)));
    };
  }

  private byte[] now(ZoneId zone) {
    return telling.tell(clock.read().time().atZone(zone));
  }
}
