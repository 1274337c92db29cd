package dev.usher.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RequestTest {
  private static final Path HOME = Path.of("/source");

  @Test
  void withoutOptionsItPacksIntoTheSourceTreesTarget() throws Trouble {
    Request request = Request.of(HOME, "--a=b --c=d");

    assertThat(request.out()).isEqualTo(HOME.resolve("target/pack"));
    assertThat(request.modules()).containsExactly("--a=b", "--c=d");
    assertThat(request.cache()).isEmpty();
    assertThat(request.fast()).isFalse();
  }

  @Test
  void anOptionsValueIsTheNextWordOrBehindAnEqualsSign() throws Trouble {
    Request request = Request.of(HOME, "", "--out", "/usb", "--cache=pom.xml", "--fast");

    assertThat(request.out()).isEqualTo(Path.of("/usb"));
    assertThat(request.cache()).contains(Path.of("pom.xml"));
    assertThat(request.fast()).isTrue();
  }

  @Test
  void whatIsNotKnownOrLacksItsValueIsToldWithTheWayToHelp() {
    assertThatThrownBy(() -> Request.of(HOME, "", "--ouch"))
        .hasMessage("what is '--ouch'? see usher pack --help");
    assertThatThrownBy(() -> Request.of(HOME, "", "--out"))
        .hasMessage("--out needs a value; see usher pack --help");
    assertThatThrownBy(() -> Request.of(HOME, "", "--out="))
        .hasMessageStartingWith("--out= needs a value");
    assertThatThrownBy(() -> Request.of(HOME, "", "--cache", "nowhere"))
        .hasMessage("there is no file nowhere");
  }

  @Test
  void helpIsWantedWhereverItStands() {
    assertThat(Request.wantsHelp("--fast", "-h")).isTrue();
    assertThat(Request.wantsHelp("--fast")).isFalse();
    assertThat(Request.HELP).contains("./usher pack --out /media/usb");
  }
}
