package dev.usher.testkit.contract;

import dev.usher.kit.Server;
import dev.usher.kit.StreamServer;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// Unix sockets, which keep all that TCP keeps.
class UnixTest extends ConnectionContract
    implements StreamContract, BodyContract, SendingContract, ClosingContract, LimitsContract {
  @TempDir Path folder;
  private int servers;

  @Override
  public StreamServer<byte[]> server() {
    return Server.unix(path());
  }

  @Override
  public SocketAddress anotherAddress() {
    return UnixDomainSocketAddress.of(path());
  }

  private Path path() {
    return folder.resolve("s" + servers++);
  }
}
