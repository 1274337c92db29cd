package dev.usher.testkit.contract;

import dev.usher.kit.Transport;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// UDP by Linux's own calls.
@EnabledOnOs(OS.LINUX)
class LinuxUdpTest extends PacketContract {
  @Override
  public Transport transport() {
    return Transport.linux();
  }
}
