package dev.usher.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Running;
import dev.usher.services.Address;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.Option;
import dev.usher.services.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final List<String> NONE = List.of();

  private static final List<Service> SERVICES =
      List.of(
          new Service(
              "lamp",
              List.of(
                  new Lamp("lamp.text", "tcp", true, Door.Power.ASKS),
                  new Lamp("lamp.flash", "udp", true, Door.Power.ASKS))),
          new Service("file", List.of(new Lamp("file.put", "tcp", true, Door.Power.CHANGES))),
          new Service("run", List.of(new Lamp("run.text", "tcp", false, Door.Power.RUNS))));

  /// A door that is planned and never opened.
  private record Lamp(String name, String scheme, boolean started, Power power) implements Door {
    @Override
    public List<Address> addresses() {
      return List.of(
          scheme.equals("tcp") ? Address.tcp("127.0.0.1", 1) : Address.udp("127.0.0.1", 2));
    }

    @Override
    public List<Option<?>> options() {
      return List.of(Option.of("colour", Option.Kind.TEXT, "red", text -> text));
    }

    @Override
    public String tryIt(Address at) {
      return "look";
    }

    @Override
    public Running open(Doorway at) {
      throw new UnsupportedOperationException();
    }
  }

  private static List<String> plan(List<String> only, List<String> listen, List<String> lan)
      throws Complaint {
    return Plans.of(SERVICES, only, listen, lan).openings().stream()
        .map(o -> o.door().name() + "=" + o.address())
        .toList();
  }

  @Test
  void aPlainHubOpensWhatIsStartedByDefault() throws Exception {
    assertThat(plan(NONE, NONE, NONE))
        .containsExactly(
            "lamp.text=tcp://127.0.0.1:1",
            "lamp.flash=udp://127.0.0.1:2",
            "file.put=tcp://127.0.0.1:1");
  }

  @Test
  void onlyTakesServicesAndDoorsStartedOrNot() throws Exception {
    assertThat(plan(List.of("run", "lamp.flash"), NONE, NONE))
        .containsExactly("lamp.flash=udp://127.0.0.1:2", "run.text=tcp://127.0.0.1:1");
    assertThat(plan(List.of("lamp"), NONE, NONE)).hasSize(2);
  }

  @Test
  void listenMovesOneDoorAndOpensIt() throws Exception {
    assertThat(
            plan(
                List.of("lamp.text"),
                List.of("lamp.text=tcp://[::1]:5?colour=red", "lamp.text=unix:/s", "run.text=h"),
                NONE))
        .containsExactly("lamp.text=tcp://[::1]:5", "lamp.text=unix:/s", "run.text=tcp://h:1");
  }

  @Test
  void lanWidensOnlyTheDoorsThatCanDoNoHarm() throws Exception {
    assertThat(plan(NONE, List.of("lamp.flash=127.0.0.1:9"), List.of("10.0.0.5", "fd00::5")))
        .containsExactly(
            "lamp.text=tcp://127.0.0.1:1",
            "lamp.text=tcp://10.0.0.5:1",
            "lamp.text=tcp://[fd00::5]:1",
            "lamp.flash=udp://127.0.0.1:9",
            "file.put=tcp://127.0.0.1:1");
  }

  @Test
  void aDoorIsOpenedOnlyOnWhatItSpeaks() {
    assertThatThrownBy(() -> plan(NONE, List.of("lamp.text=udp://h"), NONE))
        .hasMessageContaining("not speak over udp://")
        .hasMessageContaining("tcp://, unix:");
    assertThatThrownBy(() -> plan(NONE, List.of("lamp.flash=unix:/s"), NONE))
        .hasMessageContaining("not speak over unix:");
  }

  @Test
  void unknownOptionsAreRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> plan(NONE, List.of("lamp.text=h?color=red"), NONE))
        .hasMessageContaining("\"color\"")
        .hasMessageContaining("colour, from");
  }
}
