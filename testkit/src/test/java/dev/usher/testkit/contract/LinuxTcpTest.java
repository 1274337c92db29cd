package dev.usher.testkit.contract;

import dev.usher.kit.Transport;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// TCP by Linux's own calls.
@EnabledOnOs(OS.LINUX)
class LinuxTcpTest extends TcpTest implements OpenInputContract {
  @Override
  public Transport transport() {
    return Transport.linux();
  }
}
