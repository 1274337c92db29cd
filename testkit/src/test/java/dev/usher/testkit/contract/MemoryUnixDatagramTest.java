package dev.usher.testkit.contract;

import dev.usher.kit.PacketServer;
import dev.usher.kit.Server;
import java.nio.file.Path;

/// Datagrams at paths of the memory network, which has no files for them.
class MemoryUnixDatagramTest extends MemoryPacketsTest {
  private int servers;

  @Override
  public PacketServer<byte[]> at() {
    return Server.unixDatagram(Path.of("s" + servers++));
  }
}
