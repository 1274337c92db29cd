package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.PeerCredentials;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.StreamServer;
import dev.usher.kit.Transport;
import dev.usher.kit.memory.MemoryNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Who is at the other end of a Unix socket.
@ExtendWith(Leakless.class)
class CredentialsTest {
  private static final String CALLER =
      """
      import os, socket, sys
      with socket.socket(socket.AF_UNIX) as s:
          s.connect(sys.argv[1])
          s.sendall(b"who am I?\\n")
          print(os.getpid(), os.getuid(), os.getgid())
          print(s.recv(100).decode(), end="")
      """;

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("socket");
  }

  /// A server that says who called, and to whom nothing is known says so.
  private static Running telling(StreamServer<byte[]> server, Transport transport)
      throws IOException {
    return server
        .on(transport)
        .framing(StreamFraming.lines())
        .start(client -> {
          client.receive();
          client.send(client.peerCredentials().map(CredentialsTest::text).orElse("unknown"));
        });
  }

  private static String text(PeerCredentials who) {
    return who.process() + " " + who.user() + " " + who.group();
  }

  private static String told(Running server, Transport transport) throws IOException {
    try (StreamConnection<String> client =
        Client.at(server.address()).on(transport).framing(StreamFraming.lines()).connect()) {
      client.send("who am I?");
      assertThat(client.peerCredentials()).isEmpty(); // only who listens is told
      return String.valueOf(client.receive());
    }
  }

  private static PeerCredentials ourselves() throws IOException {
    Path ours = Path.of("/proc/self/status"); // belongs to the user as whom this process runs
    return new PeerCredentials(
        ProcessHandle.current().pid(),
        (int) Files.getAttribute(ours, "unix:uid"),
        (int) Files.getAttribute(ours, "unix:gid"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aUnixServerKnowsWhoCalls() throws Exception {
    try (Running server = telling(Server.unix(file()), Transport.linux())) {
      assertThat(told(server, Transport.nio())).isEqualTo(text(ourselves()));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anotherProcessIsKnownByItsNumber() throws Exception {
    try (Running _ = telling(Server.unix(file()), Transport.linux());
        Python caller = Python.start(CALLER, file().toString())) {
      String itself = caller.line();
      assertThat(caller.line()).isEqualTo(itself).isNotEqualTo(text(ourselves()));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whoGaveItsSocketANameIsKnownByIt() throws Exception {
    String program =
        """
        import socket, sys
        with socket.socket(socket.AF_UNIX) as s:
            s.bind(sys.argv[2])
            s.connect(sys.argv[1])
            print(s.recv(1000).decode())
        """;
    String name = folder.resolve("client").toString();
    try (Running _ =
            Server.unix(file())
                .on(Transport.linux())
                .framing(StreamFraming.lines())
                .start(client -> client.send("you are " + client.peer()));
        Python caller = Python.start(program, file().toString(), name)) {
      assertThat(caller.line()).isEqualTo("you are " + name);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whoHasLeftIsStillKnown() throws Exception {
    CompletableFuture<PeerCredentials> known = new CompletableFuture<>();
    try (Running server =
        Server.unix(file())
            .on(Transport.linux())
            .start(client -> {
              for (byte[] _ : client) {}
              client.close();
              known.complete(client.peerCredentials().orElseThrow());
            })) {
      Client.at(server.address()).connect().close();
      assertThat(Wait.on(known)).isEqualTo(ourselves());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void overTcpNobodyKnows() throws Exception {
    try (Running server = telling(Server.tcp(0), Transport.linux())) {
      assertThat(told(server, Transport.nio())).isEqualTo("unknown");
    }
  }

  @Test
  void otherTransportsDoNotTell() throws Exception {
    for (Transport transport : new Transport[] {Transport.nio(), MemoryNetwork.seeded(1)}) {
      try (Running server = telling(Server.unix(file()), transport)) {
        assertThat(told(server, transport)).isEqualTo("unknown");
      }
    }
  }
}
