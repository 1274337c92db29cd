package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.Transport;
import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/// A second server never gets the address of a first one, whatever the transport of either: no
/// socket is shared unless both say so.
@EnabledOnOs(OS.LINUX)
@ExtendWith(Leakless.class)
class TakenAddressTest {
  /// Asks for every kind of sharing that there is, at all addresses.
  private static final String INTRUDER =
      """
      import errno, socket, sys
      with socket.socket(socket.AF_INET, getattr(socket, sys.argv[1])) as s:
          s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
          s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
          try:
              s.bind(("", int(sys.argv[2])))
              if sys.argv[1] == "SOCK_STREAM": s.listen()
              print("taken")
          except OSError as e:
              print(errno.errorcode[e.errno])
      """;

  private enum Kind {
    TCP,
    UDP;

    Running start(Transport on, String host, int port) throws IOException {
      return switch (this) {
        case TCP -> Server.tcp(host, port).on(on).start(client -> client.receive());
        case UDP -> Server.udp(host, port).on(on).answer(_ -> {});
      };
    }
  }

  private record Trial(Kind kind, Transport first, Transport second, String host, String other) {
    void run() throws IOException {
      try (Running server = kind.start(first, host, 0)) {
        assertThatThrownBy(() -> kind.start(second, other, server.port()))
            .isInstanceOf(BindException.class)
            .hasMessageContaining(":" + server.port());
      }
    }

    String name() {
      return kind
          + (" on " + first.getClass().getSimpleName() + " at " + host)
          + (", then on " + second.getClass().getSimpleName() + " at " + other);
    }
  }

  @TestFactory
  List<DynamicTest> aSecondServerIsRefused() {
    String all = "0.0.0.0";
    String loopback = "127.0.0.1";
    List<Trial> trials = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Transport first : List.of(Transport.linux(), Transport.nio())) {
        for (Transport second : List.of(Transport.linux(), Transport.nio())) {
          trials.add(new Trial(kind, first, second, loopback, loopback));
          trials.add(new Trial(kind, first, second, all, all));
          trials.add(new Trial(kind, first, second, all, loopback));
          trials.add(new Trial(kind, first, second, loopback, all));
        }
      }
    }
    return trials.stream().map(t -> DynamicTest.dynamicTest(t.name(), t::run)).toList();
  }

  @Test
  void norIsAnotherProcessThatWouldShare() throws Exception {
    for (Transport transport : List.of(Transport.linux(), Transport.nio())) {
      try (Running tcp = Kind.TCP.start(transport, "127.0.0.1", 0);
          Running udp = Kind.UDP.start(transport, "127.0.0.1", 0);
          Python stream = Python.start(INTRUDER, "SOCK_STREAM", "" + tcp.port());
          Python packet = Python.start(INTRUDER, "SOCK_DGRAM", "" + udp.port())) {
        assertThat(stream.line()).isEqualTo("EADDRINUSE");
        assertThat(packet.line()).isEqualTo("EADDRINUSE");
      }
    }
  }
}
