package dev.usher.testkit.contract;

import dev.usher.kit.Transport;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Unix sockets by Linux's own calls.
@EnabledOnOs(OS.LINUX)
class LinuxUnixTest extends UnixTest implements OpenInputContract {
  @Override
  public Transport transport() {
    return Transport.linux();
  }
}
