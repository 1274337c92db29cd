package dev.usher.services.time;

import dev.usher.kit.Datagram;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Running;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.Option;
import dev.usher.services.Rate;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `time.ntp`: the network time protocol (RFC 5905). The rules are in docs/protocols/ntp.md.
final class NtpDoor implements Door {
  private static final int PORT = 7123;
  private static final int WELL_KNOWN = 123;
  private static final int LONGEST = 1_500; // bytes; what an Ethernet carries

  /// N11: a person who watches a clock asks 8 times every 2 s; a daemon, once a minute.
  private static final Rate RATE = new Rate(4, 32, 4);

  private static final Option<Integer> STRATUM =
      Option.open("stratum", Option.Kind.NUMBER, "as the kernel says", NtpDoor::stratum);

  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

  private final TimeSource source;
  private final ServedClock clock;
  private final NtpReference usual;

  /// @param clock of the source
  /// @param usual what the standing is when the door has no option `stratum`
  NtpDoor(TimeSource source, ServedClock clock, NtpReference usual) {
    this.source = source;
    this.clock = clock;
    this.usual = usual;
  }

  @Override
  public String name() {
    return "time.ntp";
  }

  @Override
  public List<Address> addresses() {
    return List.of(Address.udp("127.0.0.1", PORT));
  }

  @Override
  public Power power() {
    return Power.ASKS;
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(List.of(STRATUM));
    options.addAll(RATE.options());
    return options;
  }

  @Override
  public String tryIt(Address at) {
    return at.port() == WELL_KNOWN
        ? "ntpdate -q " + at.host()
        : "chronyd -Q -t 5 'server " + at.host() + " port " + at.port() + " iburst'";
  }

  @Override
  public Running open(Doorway at) throws IOException, AddressException {
    Integer stratum = STRATUM.said(at.address().options());
    NtpReference reference = stratum == null ? usual : NtpReference.local(stratum);
    NtpServer server = new NtpServer(clock);
    NtpStandings standings = new NtpStandings(reference, source);
    return at.packets(RATE)
        .framing(PacketFraming.bytes(LONGEST))
        .sockets(s -> s.timestamps(true))
        .answer(packet -> answer(packet, server, standings));
  }

  private void answer(Datagram packet, NtpServer server, NtpStandings standings)
      throws IOException {
    ServedClock.Reading came = clock.read(); // before anything else, which takes time
    Instant received = came.time().minusNanos(waited(packet));
    byte[] answer = server.answer(packet.content(), received, standings.at(came.nanos()));
    if (answer != null) packet.reply(answer);
  }

  /// How long the packet has waited for us: no delay of the network, so that the client is told. A
  /// long wait is no wait, but a clock that was set meanwhile.
  private static long waited(Datagram packet) {
    long nanos = packet.age();
    return nanos < LONGEST_WAIT ? nanos : 0;
  }

  private static int stratum(String text) throws AddressException {
    if (text.matches("[1-9]|1[0-5]")) return Integer.parseInt(text);
    throw new AddressException(
        "stratum=" + text + " is not a stratum: 1 to 15, and 10 for an isolated network");
  }
}
