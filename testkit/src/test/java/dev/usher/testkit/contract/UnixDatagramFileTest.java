package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.PacketFraming;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.Transport;
import dev.usher.testkit.Transcript;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The file of a Unix datagram socket lives as that of a stream's does.
@EnabledOnOs(OS.LINUX)
@ExtendWith(Leakless.class)
class UnixDatagramFileTest {
  private static final Transcript SHOUTED =
      Transcript.of("> hello\n< HELLO\n").udp().on(Transport.linux());

  @TempDir Path folder;

  private static Running shouting(Path file) throws IOException {
    return Server.unixDatagram(file).framing(PacketFraming.text()).start(Venue.SHOUTING);
  }

  private static Running streaming(Path file, Transport transport) throws IOException {
    return Server.unix(file).on(transport).framing(StreamFraming.lines()).start(Venue.SHOUTING);
  }

  @Test
  void theFileIsForThisUserOnlyAndGoesWithTheServer() throws Exception {
    Path file = folder.resolve("socket");
    try (Running server = shouting(file)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      SHOUTED.play(server);
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void aDrainRemovesTheFileToo() throws Exception {
    Path file = folder.resolve("socket");
    try (Running server = shouting(file);
        Running answering = Server.unixDatagram(folder.resolve("other")).answer(_ -> {})) {
      server.drain(Duration.ofSeconds(1));
      answering.drain(Duration.ofSeconds(1));
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void aStaleFileIsReplacedWhateverSocketItWas() throws Exception {
    String program =
        """
        import socket, sys
        for kind, name in zip((socket.SOCK_DGRAM, socket.SOCK_STREAM), sys.argv[1:]):
            socket.socket(socket.AF_UNIX, kind).bind(name)
        """;
    Path packets = folder.resolve("packets");
    Path streams = folder.resolve("streams");
    try (Python dead = Python.start(program, packets.toString(), streams.toString())) {
      assertThat(dead.exit()).isZero();
    }
    for (Path file : new Path[] {packets, streams}) {
      assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
      try (Running server = shouting(file)) {
        SHOUTED.play(server);
      }
    }
  }

  @Test
  void aFileThatIsServedIsLeftAlone() throws Exception {
    Path file = folder.resolve("socket");
    try (Running server = shouting(file)) {
      assertTaken(() -> shouting(file));
      assertTaken(() -> streaming(file, Transport.linux()));
      assertTaken(() -> streaming(file, Transport.nio()));
      SHOUTED.play(server);
    }
    try (Running server = streaming(file, Transport.linux())) {
      assertTaken(() -> shouting(file));
      Transcript.of("> hello\n< HELLO\n").play(server);
    }
  }

  private static void assertTaken(org.assertj.core.api.ThrowableAssert.ThrowingCallable starting) {
    assertThatThrownBy(starting)
        .isInstanceOf(BindException.class)
        .hasMessageContaining("served by another");
  }

  @Test
  void whatIsNoSocketIsNeverRemoved() throws Exception {
    Path file = Files.writeString(folder.resolve("letter"), "dear");
    assertThatThrownBy(() -> shouting(file))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("not a socket");
    assertThat(file).hasContent("dear");
  }

  @Test
  void aNewServersFileIsNotRemovedByTheOldOne() throws Exception {
    Path file = folder.resolve("socket");
    Running old = shouting(file);
    try (Running _ = old) {
      Files.delete(file); // an upgrade in place: the new one takes the name
      try (Running next = shouting(file)) {
        closeNow(old);
        SHOUTED.play(next);
      }
    }
    assertThat(file).doesNotExist();
  }

  @SuppressWarnings("try") // closing early is what is tested
  private static void closeNow(Running server) {
    server.close();
  }

  @Test
  void aPathThatIsTooLongOrLeadsNowhereSaysSo() {
    assertThatThrownBy(() -> shouting(folder.resolve("x".repeat(200))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too long");
    assertThatThrownBy(() -> shouting(folder.resolve("missing").resolve("socket")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No such file");
    assertThat(folder).isEmptyDirectory();
  }
}
