package dev.usher.services.time;

import dev.usher.kit.Connection;
import dev.usher.kit.Datagram;
import dev.usher.kit.Handler;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Running;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.Option;
import dev.usher.services.Rate;
import dev.usher.services.Scheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// `time.text`: a format of strftime in, the time out. The rules are in
/// docs/protocols/time-text.md.
final class TextDoor implements Door {
  private static final int PORT = 7014;

  private final ServedClock clock;

  TextDoor(ServedClock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "time.text";
  }

  @Override
  public List<Address> addresses() {
    return List.of(Address.udp("127.0.0.1", PORT), Address.tcp("127.0.0.1", PORT));
  }

  @Override
  public Power power() {
    return Power.ASKS;
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(List.of(Zones.ZONE));
    options.addAll(Rate.USUAL.options());
    return options;
  }

  @Override
  public String tryIt(Address at) {
    String nc =
        switch (at.scheme()) {
          case TCP -> "nc -w 1 " + at.host() + " " + at.port();
          case UDP -> "nc -u -w 1 " + at.host() + " " + at.port();
          case UNIX -> "nc -w 1 -U " + at.host();
        };
    return at.scheme() == Scheme.UDP ? "printf %%H:%%M | " + nc : "echo %H:%M | " + nc;
  }

  @Override
  public Running open(Doorway at) throws IOException, AddressException {
    var answers = new TextAnswers(clock, Zones.chosen(at.address()));
    return switch (at.address().scheme()) {
      case TCP, UNIX ->
          at.streams()
              .framing(new ByteLines(TextAnswers.LONGEST))
              .start((Handler<byte[]>) client -> converse(client, answers));
      case UDP ->
          at.address().local()
              ? at.packetsOfClients(Rate.USUAL).answer(packet -> answer(packet, answers))
              : at.packetsOfClients(Rate.USUAL).answer(packet -> answerStranger(packet, answers));
    };
  }

  private static void converse(Connection<byte[]> client, TextAnswers answers) {
    for (byte[] request : client) client.send(answers.answer(request));
  }

  private static void answer(Datagram packet, TextAnswers answers) throws IOException {
    packet.reply(TextAnswers.atMost(PacketFraming.LARGEST, answers.answer(packet.bytes())));
  }

  private static void answerStranger(Datagram packet, TextAnswers answers) throws IOException {
    packet.reply(answers.cappedAnswer(packet.bytes()));
  }
}
