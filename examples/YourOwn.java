// java -cp "kit/target/*:services/target/*" examples/YourOwn.java
// (build first: ./mvnw package -DskipTests)

import dev.usher.kit.Connection;
import dev.usher.kit.Handler;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.Running;
import dev.usher.kit.ServerEvents;
import dev.usher.kit.StreamFraming;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.Option;
import dev.usher.services.Rate;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A service of your own in one file: `roll 2d6` is answered with the sum of two dice of six sides.
///
/// CONTRIBUTING.md takes it apart in three steps.
final class YourOwn implements Door {
  /// Step 1, the protocol: a sealed type, so that the compiler finds a request that was forgotten.
  sealed interface Request {
    record Roll(int dice, int sides) implements Request {}

    record Nonsense() implements Request {}

    Pattern ROLL = Pattern.compile("roll ([1-9]\\d?)d([1-9]\\d?)");

    static Request parse(String line) {
      Matcher roll = ROLL.matcher(line);
      return roll.matches()
          ? new Roll(Integer.parseInt(roll.group(1)), Integer.parseInt(roll.group(2)))
          : new Nonsense();
    }
  }

  /// Step 2, the conversation: the same over TCP, UDP and Unix sockets.
  static void converse(Connection<String> client) {
    for (String line : client) client.send(answer(Request.parse(line)));
  }

  private static String answer(Request request) {
    return switch (request) {
      case Request.Roll(int dice, int sides) ->
          "" + ThreadLocalRandom.current().ints(dice, 1, sides + 1).sum();
      // Shorter than any request it answers but the empty one: over UDP, nobody is flooded through
      // us.
      case Request.Nonsense() -> "?";
    };
  }

  /// Step 3, the door: its name, where it opens, what it may do, and how to try it.
  @Override
  public String name() {
    return "dice.text";
  }

  @Override
  public List<Address> addresses() {
    return List.of(Address.tcp("127.0.0.1", 7099), Address.udp("127.0.0.1", 7099));
  }

  @Override
  public Power power() {
    return Power.ASKS;
  }

  @Override
  public List<Option<?>> options() {
    return Rate.USUAL.options();
  }

  @Override
  public String tryIt(Address at) {
    return "usher talk " + at;
  }

  @Override
  public Running open(Doorway at) throws IOException, AddressException {
    Handler<String> dice = YourOwn::converse;
    return switch (at.address().scheme()) {
      case TCP, UNIX -> at.streams().framing(StreamFraming.lines(80)).start(dice);
      case UDP -> at.packetsOfClients(Rate.USUAL).framing(PacketFraming.text(80)).start(dice);
    };
  }

  /// In the hub, a line in `Services` does this.
  static void main() throws IOException, AddressException {
    var door = new YourOwn();
    for (Address address : door.addresses()) {
      door.open(new Doorway(address, Set.of(), ServerEvents.uncaught()));
      IO.println(door.name() + " at " + address + ", try: " + door.tryIt(address));
    }
  }
}
