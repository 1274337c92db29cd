package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Running;
import dev.usher.testkit.Transcript;
import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The file of a Unix socket, of streams or of datagrams.
@ExtendWith(Leakless.class)
abstract class UnixFileContract {
  @TempDir Path folder;

  /// A server that answers in capitals.
  abstract Running shouting(Path file) throws IOException;

  /// A talk with it.
  abstract Transcript shouted();

  @Test
  void theFileIsForThisUserOnlyAndGoesWithTheServer() throws Exception {
    Path file = folder.resolve("socket");
    try (Running server = shouting(file)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      shouted().play(server);
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void aDrainRemovesTheFileToo() throws Exception {
    Path file = folder.resolve("socket");
    try (Running server = shouting(file)) {
      server.drain(Duration.ofSeconds(1));
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void aStaleFileIsReplaced() throws Exception {
    Path file = folder.resolve("socket");
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(file));
    }
    assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
    try (Running server = shouting(file)) {
      shouted().play(server);
    }
  }

  @Test
  void aFileThatIsServedIsLeftAlone() throws Exception {
    Path file = folder.resolve("socket");
    try (Running server = shouting(file)) {
      assertThatThrownBy(() -> shouting(file))
          .isInstanceOf(BindException.class)
          .hasMessageContaining("served by another");
      shouted().play(server);
    }
  }

  @Test
  void whatIsNoSocketIsNeverRemoved() throws Exception {
    Path file = Files.writeString(folder.resolve("letter"), "dear");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    Path inner = Files.createDirectory(folder.resolve("inner"));
    for (Path path : new Path[] {file, link, inner}) {
      assertThatThrownBy(() -> shouting(path))
          .isInstanceOf(BindException.class)
          .hasMessageContaining("not a socket");
    }
    assertThat(file).hasContent("dear");
    assertThat(link).isSymbolicLink();
    assertThat(inner).isDirectory();
  }

  @Test
  void aNewServersFileIsNotRemovedByTheOldOne() throws Exception {
    Path file = folder.resolve("socket");
    Running old = shouting(file);
    try (Running _ = old) {
      Files.delete(file); // an upgrade in place: the new one takes the name
      try (Running next = shouting(file)) {
        closeNow(old);
        shouted().play(next);
      }
    }
    assertThat(file).doesNotExist();
  }

  @SuppressWarnings("try") // closing early is what is tested
  private static void closeNow(Running server) {
    server.close();
  }

  @Test
  void aPathThatIsTooLongSaysSo() {
    Path file = folder.resolve("x".repeat(200));
    assertThatThrownBy(() -> shouting(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too long");
  }
}
