package dev.usher.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.Drop;
import dev.usher.kit.PacketFraming;
import dev.usher.kit.PacketServer;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.ServerEvent;
import dev.usher.kit.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Unix datagram sockets of other programs: with every kind of name, and with none.
@EnabledOnOs(OS.LINUX)
@ExtendWith(Leakless.class)
class UnixDatagramPythonTest {
  private static final String BEGIN =
      """
      import os, socket, sys, time
      server = sys.argv[1]
      def opened(name=None):
          s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
          s.settimeout(60)
          if name is not None: s.bind(name)
          return s
      def asks(s, question=b"hello"):
          s.sendto(question, server)
          return s.recv(65536).decode()
      """;

  /// What waits at a client that does not read takes room from all: here as much as may be had, and
  /// that is more than Linux lets wait for one (10 packets, or 512 where systemd says so).
  private static final int ROOM = 1 << 20;

  private static final int MANY = 1_000; // more than wait for one

  @TempDir Path folder;

  private String file() {
    return folder.resolve("socket").toString();
  }

  private PacketServer<String> server(Diary diary) {
    return Server.unixDatagram(Path.of(file()))
        .on(Transport.linux())
        .sockets(s -> s.buffers(0, ROOM))
        .framing(PacketFraming.text(1_000))
        .events(diary);
  }

  private Python python(String program) throws IOException {
    return Python.start(BEGIN + program, file());
  }

  @Test
  void aClientIsKnownByTheNameThatItHas() throws Exception {
    try (Running _ =
            server(new Diary()).answer(p -> p.reply(("you are " + p.peer()).getBytes(UTF_8)));
        Python clients =
            python(
                """
                print(asks(opened(server + ".client")))
                print(asks(opened("\\0usher-test-%d" % os.getpid())).rstrip("0123456789"))
                print(len(asks(opened(""))))
                print(asks(opened(server.encode() + b".\\xff\\xfe"))[-9:])
                """)) {
      assertThat(clients.line()).isEqualTo("you are " + file() + ".client");
      assertThat(clients.line()).isEqualTo("you are @usher-test-");
      assertThat(clients.line()).isEqualTo("" + "you are @00000".length());
      assertThat(clients.line()).isEqualTo(".\\xff\\xfe");
      assertThat(clients.exit()).isZero();
    }
  }

  @Test
  void eachNameIsAConversation() throws Exception {
    try (Running server =
            server(new Diary())
                .start(client -> {
                  int count = 0;
                  for (String line : client) client.send(line + " " + ++count);
                });
        Python clients =
            python(
                """
                one, other = opened(server + ".1"), opened("")
                for s in one, other, one: print(asks(s))
                """)) {
      assertThat(clients.line()).isEqualTo("hello 1");
      assertThat(clients.line()).isEqualTo("hello 1");
      assertThat(clients.line()).isEqualTo("hello 2");
      assertThat(server.stats().open()).isEqualTo(2);
    }
  }

  @Test
  void whoHasNoNameIsHeardAndNotAnswered() throws Exception {
    Diary diary = new Diary();
    LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (Running server =
            server(diary)
                .answer(packet -> {
                  heard.add(packet.peer() + "said " + new String(packet.bytes(), UTF_8));
                  packet.reply(packet.content());
                });
        Python clients = python("opened().sendto(b'hello', server)\nprint(asks(opened('')))")) {
      assertThat(heard.poll(Wait.LONGEST.toMillis(), TimeUnit.MILLISECONDS))
          .isEqualTo("said hello");
      assertThat(diary.await(ServerEvent.Failed.class).cause())
          .isInstanceOf(IOException.class)
          .hasMessage("A Unix socket without a name is not answered");
      assertThat(clients.line()).isEqualTo("hello");
      assertThat(server.stats().failed()).isEqualTo(1);
    }
  }

  @Test
  void whoHasNoNameIsNoPeerOfAConversation() throws Exception {
    Diary diary = new Diary();
    try (Running server = server(diary).start(Venue.SHOUTING);
        Python clients = python("opened().sendto(b'hello', server)\nprint(asks(opened('')))")) {
      assertThat(clients.line()).isEqualTo("HELLO");
      assertThat(diary.all(ServerEvent.Dropped.class))
          .extracting(ServerEvent.Dropped::why)
          .containsExactly(Drop.UNNAMED);
      assertThat(server.stats().opened()).isEqualTo(1);
    }
  }

  /// Asks, and never reads an answer; then another does.
  private Python deaf(int questions) throws IOException {
    String program =
        """
        s = opened("")
        for _ in range(%d): s.sendto(b"hello", server)
        other = opened("")
        print(asks(other))
        sys.stdin.read() # nobody leaves
        """;
    return python(program.formatted(questions));
  }

  @Test
  void aServerWaitsForNobodyWhoDoesNotRead() throws Exception {
    Diary diary = new Diary();
    try (Running server = server(diary).answer(packet -> packet.reply(packet.content()));
        Python clients = deaf(MANY)) {
      assertThat(clients.line()).isEqualTo("hello");
      assertThat(server.stats().dropped()).isBetween(1L, MANY - 1L);
      assertThat(diary.all(ServerEvent.Dropped.class))
          .extracting(ServerEvent.Dropped::why)
          .containsOnly(Drop.UNDELIVERED);
      assertThat(server.stats().failed()).isZero();
    }
  }

  @Test
  void norDoesAConversation() throws Exception {
    Diary diary = new Diary();
    try (Running server =
            server(diary)
                .start(client -> {
                  for (String line : client) {
                    client.send(line);
                    for (int i = 0; i < MANY; i++) client.send("more");
                  }
                });
        Python clients = deaf(1)) {
      assertThat(clients.line()).isEqualTo("hello");
      assertThat(diary.await(ServerEvent.Dropped.class).why()).isEqualTo(Drop.UNDELIVERED);
      assertThat(diary.all(ServerEvent.Closed.class)).isEmpty(); // both go on, as over UDP
      assertThat(server.stats().open()).isEqualTo(2);
    }
  }

  @Test
  void aPlainServerAnswersOurClient() throws Exception {
    try (Python plain =
        python(
            """
            s = opened(server)
            print("ready")
            for _ in range(3):
                data, peer = s.recvfrom(65536)
                s.sendto(data.upper(), peer)
            """)) {
      assertThat(plain.line()).isEqualTo("ready");
      try (Connection<String> client =
          Client.unixDatagram(Path.of(file())).framing(PacketFraming.text()).connect()) {
        for (String word : new String[] {"one", "", "three"}) {
          client.send(word);
          assertThat(client.receive()).isEqualTo(word.toUpperCase(Locale.ROOT));
        }
      }
      assertThat(plain.exit()).isZero();
    }
  }

  @Test
  void nobodyElseReachesAClientByItsName() throws Exception {
    String program =
        """
        s = opened(server)
        print("ready")
        data, peer = s.recvfrom(65536)
        try: opened("").sendto(b"from a stranger", peer)
        except PermissionError: s.sendto(b"refused", peer)
        """;
    try (Python plain = python(program)) {
      assertThat(plain.line()).isEqualTo("ready");
      try (Connection<String> client =
          Client.unixDatagram(Path.of(file())).framing(PacketFraming.text()).connect()) {
        client.send("here I am");
        assertThat(client.receive()).isEqualTo("refused");
      }
    }
  }

  /// The leak check around this test counts what would have come with the packets.
  @Test
  void descriptorsThatComeWithAPacketAreNotTaken() throws Exception {
    try (Running _ = server(new Diary()).answer(packet -> packet.reply(packet.content()));
        Python client =
            python(
                """
                s = opened("")
                s.connect(server)
                for i in range(20):
                    socket.send_fds(s, [b"take this"], [0, 1, 2])
                    print(s.recv(100).decode())
                """)) {
      for (int i = 0; i < 20; i++) assertThat(client.line()).isEqualTo("take this");
      assertThat(client.exit()).isZero();
    }
  }

  @Test
  void aServerMeetsEveryMischief() throws Exception {
    Diary diary = new Diary();
    try (Running server =
            server(diary)
                .deadlines(d -> d.idle(Duration.ofMillis(300)))
                .limits(l -> l.peers(150))
                .start(Venue.SHOUTING);
        Python rogue =
            python(
                """
                good = opened("")
                def still(): print(asks(good, b"good"))
                print(repr(asks(opened(""), b"")))
                still()
                for size in 1, 900, 65507, 200000:
                    opened("").sendto(os.urandom(size), server)
                    still()
                burst = opened("")
                for _ in range(200): burst.sendto(b"burst", server)
                still()
                crowd = [opened("") for _ in range(100)]
                for s in crowd: s.sendto(b"crowd", server); s.close()
                still()
                """)) {
      assertThat(rogue.line()).isEqualTo("''");
      for (int i = 0; i < 7; i++) assertThat(rogue.line()).isEqualTo("GOOD");
      assertThat(rogue.exit()).isZero();
      assertThat(diary.all(ServerEvent.Dropped.class))
          .extracting(ServerEvent.Dropped::why)
          .contains(Drop.TOO_LONG);
      assertThat(server.stats().failed()).isZero();
      Wait.until(() -> server.stats().open() == 0);
    }
  }
}
