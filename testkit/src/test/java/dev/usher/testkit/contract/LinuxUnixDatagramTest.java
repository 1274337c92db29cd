package dev.usher.testkit.contract;

import dev.usher.kit.PacketServer;
import dev.usher.kit.Server;
import dev.usher.kit.Transport;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Unix datagram sockets by Linux's own calls, which keep all that UDP keeps.
@EnabledOnOs(OS.LINUX)
class LinuxUnixDatagramTest extends PacketContract {
  @TempDir Path folder;
  private int servers;

  @Override
  public Transport transport() {
    return Transport.linux();
  }

  @Override
  public PacketServer<byte[]> at() {
    return Server.unixDatagram(folder.resolve("s" + servers++));
  }
}
