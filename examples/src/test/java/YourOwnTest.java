import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Running;
import dev.usher.kit.ServerEvents;
import dev.usher.services.Address;
import dev.usher.services.Doorway;
import dev.usher.testkit.LeakCheck;
import dev.usher.testkit.Mischief;
import dev.usher.testkit.Transcript;
import java.time.Duration;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// What the tests of a service of your own look like.
class YourOwnTest {
  private static final Transcript GAME =
      Transcript.of(
          """
          | a die of one side holds no surprise
          > roll 3d1
          < 3
          > fetch
          < ?
          > [half-close]
          < [end]
          """);

  @Test
  void aGameOverTcp() throws Exception {
    try (Running dice = open(Address.tcp("127.0.0.1", 0))) {
      GAME.play(dice);
    }
  }

  @Test
  void aRollOverUdp() throws Exception {
    try (Running dice = open(Address.udp("127.0.0.1", 0))) {
      Transcript.of(
              """
              > roll 9d1
              < 9
              """)
          .udp()
          .play(dice);
    }
  }

  @Test
  void itOutlivesEveryMischief() throws Exception {
    try (var leaks = LeakCheck.begin();
        Running dice = open(Address.tcp("127.0.0.1", 0))) {
      for (Mischief mischief : Mischief.all()) {
        mischief.meet(dice.address(), "roll 2d6\n".getBytes(UTF_8), Duration.ofMillis(500));
        GAME.play(dice);
      }
      leaks.idle(dice);
    }
  }

  @Property
  void anyLineIsARequest(@ForAll String line) {
    assertThat(YourOwn.Request.parse(line)).isNotNull();
  }

  private static Running open(Address address) throws Exception {
    return new YourOwn().open(new Doorway(address, Set.of(), ServerEvents.none()));
  }
}
