package dev.usher.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.services.time.TimeService;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ServiceTest {
  private final Service time = TimeService.create();

  @Test
  void aDoorIsFoundByItsName() {
    assertThat(time.doors()).allSatisfy(d -> assertThat(time.door(d.name())).isSameAs(d));
  }

  @Test
  void aDoorThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> time.door("echo.text"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("time has no door echo.text");
  }

  @Test
  void aDoorOfAnotherServiceIsRefused() {
    assertThatThrownBy(() -> new Service("echo", List.of(time.door("time.ntp"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("time.ntp is not a door of echo");
  }
}
