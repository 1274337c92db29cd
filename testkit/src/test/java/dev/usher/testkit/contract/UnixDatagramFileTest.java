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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The file of a Unix datagram socket, which is told from that of a stream's.
@EnabledOnOs(OS.LINUX)
class UnixDatagramFileTest extends UnixFileContract {
  private static final Transcript SHOUTED =
      Transcript.of("> hello\n< HELLO\n").udp().on(Transport.linux());

  @Override
  Running shouting(Path file) throws IOException {
    return Server.unixDatagram(file).framing(PacketFraming.text()).start(Venue.SHOUTING);
  }

  @Override
  Transcript shouted() {
    return SHOUTED;
  }

  private static Running streaming(Path file, Transport transport) throws IOException {
    return Server.unix(file).on(transport).framing(StreamFraming.lines()).start(Venue.SHOUTING);
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
  void aServedFileIsLeftAloneByTheOtherKindToo() throws Exception {
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

  /// Text of no length at all.
  private static final PacketFraming<String> IMPOSSIBLE =
      new PacketFraming<>() {
        @Override
        public String read(byte[] packet) {
          return "";
        }

        @Override
        public byte[] write(String message) {
          return new byte[0];
        }

        @Override
        public int limit() {
          return -1;
        }
      };

  @Test
  void aServerThatFailsOnceItIsBoundLeavesNoFile() {
    var server = Server.unixDatagram(folder.resolve("socket")).framing(IMPOSSIBLE);
    assertThatThrownBy(() -> server.start(Venue.SHOUTING)).isInstanceOf(RuntimeException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aPathThatLeadsNowhereSaysSo() {
    assertThatThrownBy(() -> shouting(folder.resolve("missing").resolve("socket")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No such file");
    assertThat(folder).isEmptyDirectory();
  }
}
