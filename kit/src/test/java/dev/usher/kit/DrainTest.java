package dev.usher.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Ended.Activity;
import dev.usher.kit.memory.Faults;
import dev.usher.kit.memory.MemoryNetwork;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The graceful drain, second by second.
class DrainTest {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final MemoryNetwork network = MemoryNetwork.seeded(1);
  private final List<Ended> endings = new CopyOnWriteArrayList<>();
  private final StreamServer<String> server =
      Server.tcp(0)
          .framing(StreamFraming.lines())
          .on(network)
          .events(event -> {
            if (event instanceof ServerEvent.Closed closed) endings.add(closed.why());
          });

  private static void echo(Connection<String> client) {
    for (String line : client) client.send(line);
    if (client.draining()) client.send("goodbye");
  }

  private StreamConnection<String> clientOf(Running running) throws Exception {
    return Client.at(running.address()).framing(StreamFraming.lines()).on(network).connect();
  }

  /// Drains once everybody is where the test wants them.
  private Future<DrainReport> drain(Running running) {
    network.settle();
    Future<DrainReport> report = network.start(() -> running.drain(GRACE));
    network.settle();
    return report;
  }

  private static void write(OutputStream to, String text) throws Exception {
    to.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static DrainReport cut(int finished, Activity during, Duration took) {
    return new DrainReport(finished, Map.of(during, 1), 0, took);
  }

  @Test
  void whoWaitsBetweenTwoMessagesEndsAtOnce() throws Exception {
    try (var running = server.start(DrainTest::echo)) {
      Future<DrainReport> report;
      try (var client = clientOf(running)) {
        client.send("hello");
        assertThat(client.receive()).isEqualTo("hello");
        report = drain(running);
        assertThat(client).containsExactly("goodbye");
      }
      assertThat(report.get()).isEqualTo(new DrainReport(1, Map.of(), 0, Duration.ZERO));
      assertThat(endings).containsExactly(new Ended.Drained());
    }
  }

  @Test
  void aMessageThatHasBegunMayComplete() throws Exception {
    try (var running = server.start(DrainTest::echo)) {
      Future<DrainReport> report;
      try (var client = clientOf(running)) {
        RawStream raw = client.leaveFraming();
        write(raw.output(), "half");
        report = drain(running);
        network.advance(GRACE.minus(SECOND));
        assertThat(report.isDone()).isFalse();
        write(raw.output(), " and half\n");
        assertThat(new String(raw.input().readAllBytes(), StandardCharsets.UTF_8))
            .isEqualTo("half and half\ngoodbye\n");
      }
      assertThat(report.get()).isEqualTo(new DrainReport(1, Map.of(), 0, GRACE.minus(SECOND)));
      assertThat(endings).containsExactly(new Ended.Drained());
    }
  }

  @Test
  void aMessageThatNeverCompletesIsCutWhenTheGraceIsOver() throws Exception {
    try (var running =
            server.deadlines(d -> d.pace(new Pace(Duration.ofHours(1), 1))).start(DrainTest::echo);
        var client = clientOf(running)) {
      write(client.leaveFraming().output(), "half");
      Future<DrainReport> report = drain(running);
      network.advance(GRACE.minusNanos(1));
      assertThat(report.isDone()).isFalse();
      network.advance(Duration.ofNanos(1));
      assertThat(report.get()).isEqualTo(cut(0, Activity.RECEIVING, GRACE));
      assertThat(endings).containsExactly(new Ended.Cut(Activity.RECEIVING));
    }
  }

  @Test
  void aBusyHandlerIsInterruptedWhenTheGraceIsOver() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    try (var running =
            server.start(client -> {
              client.receive();
              try {
                never.await();
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            });
        var client = clientOf(running)) {
      client.send("work");
      Future<DrainReport> report = drain(running);
      assertThat(client.ended()).isNull();
      network.advance(GRACE);
      interrupted.await();
      assertThat(report.get()).isEqualTo(cut(0, Activity.WORKING, GRACE));
      assertThat(endings).containsExactly(new Ended.Cut(Activity.WORKING));
    }
  }

  @Test
  void aBusyHandlerThatIsReadyInTimeAnswersAndEnds() throws Exception {
    CountDownLatch ready = new CountDownLatch(1);
    try (var running =
        server.start(client -> {
          for (String line : client) {
            ready.await();
            client.send(line);
          }
        })) {
      Future<DrainReport> report;
      try (var client = clientOf(running)) {
        client.send("work");
        report = drain(running);
        network.advance(SECOND);
        ready.countDown();
        assertThat(client).containsExactly("work");
      }
      assertThat(report.get()).isEqualTo(new DrainReport(1, Map.of(), 0, SECOND));
    }
  }

  @Test
  void aSenderWhosePeerTakesNothingIsCut() throws Exception {
    network.faults(link -> link.endsWith("client 1") ? Faults.none().stallAfter(0) : Faults.none());
    try (var running =
            server.start(client -> {
              String line = client.receive();
              while (true) client.send(line.repeat(1_000));
            });
        var client = clientOf(running)) {
      client.send("x");
      Future<DrainReport> report = drain(running);
      network.advance(GRACE);
      assertThat(report.get()).isEqualTo(cut(0, Activity.SENDING, GRACE));
      assertThat(endings).containsExactly(new Ended.Cut(Activity.SENDING));
    }
  }

  @Test
  void whatHasArrivedIsDelivered() throws Exception {
    CountDownLatch ready = new CountDownLatch(1);
    try (var running =
        server.start(client -> {
          for (String line : client) {
            client.send(line);
            ready.await();
          }
        })) {
      Future<DrainReport> report;
      try (var client = clientOf(running)) {
        client.send("one");
        assertThat(client.receive()).isEqualTo("one");
        // None of these has been read when the drain begins: the handler is busy.
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) lines.add("line " + i);
        for (String line : lines) client.send(line);
        report = drain(running);
        ready.countDown();
        assertThat(client).containsExactlyElementsOf(lines);
      }
      assertThat(report.get()).isEqualTo(new DrainReport(1, Map.of(), 0, Duration.ZERO));
    }
  }

  @Test
  void aMessageSentJustBeforeTheDrainIsAnswered() throws Exception {
    for (int i = 0; i < 200; i++) {
      try (var running = server.start(DrainTest::echo);
          var client = clientOf(running)) {
        client.send("hello");
        assertThat(client.receive()).isEqualTo("hello");
        network.settle(); // it waits, and is to be woken by one or the other
        client.send("just in time");
        var _ = network.start(() -> running.drain(GRACE));
        assertThat(client).containsExactly("just in time", "goodbye");
      }
    }
  }

  @Test
  void theReportCountsEachByWhatItDid() throws Exception {
    network.faults(link -> link.endsWith("client 4") ? Faults.none().stallAfter(0) : Faults.none());
    CountDownLatch never = new CountDownLatch(1);
    try (var running =
            server
                .deadlines(d -> d.pace(new Pace(Duration.ofHours(1), 1)))
                .start(client -> {
                  for (String line : client) {
                    if ("work".equals(line)) never.await();
                    while ("send".equals(line)) client.send("x".repeat(1_000));
                    client.send(line);
                  }
                });
        var quiet = clientOf(running);
        var half = clientOf(running);
        var worker = clientOf(running);
        var deaf = clientOf(running);
        var another = clientOf(running)) {
      quiet.send("hello");
      write(half.leaveFraming().output(), "half");
      worker.send("work");
      deaf.send("send");
      another.send("work");
      network.settle();
      Future<DrainReport> report = drain(running);
      network.advance(GRACE);
      assertThat(report.get())
          .isEqualTo(
              new DrainReport(
                  1,
                  Map.of(Activity.RECEIVING, 1, Activity.WORKING, 2, Activity.SENDING, 1),
                  0,
                  GRACE));
      assertThat(running.stats().open()).isZero();
    }
  }

  @Test
  void twoHandlersMayDrainTheirOwnServerAtOnce() throws Exception {
    List<DrainReport> reports = new CopyOnWriteArrayList<>();
    CountDownLatch both = new CountDownLatch(2);
    Running[] itself = new Running[1];
    try (var running =
        server.start(client -> {
          for (String line : client) {
            if ("drain".equals(line)) {
              both.countDown();
              both.await();
              reports.add(itself[0].drain(GRACE));
            }
            client.send(line);
          }
        })) {
      itself[0] = running;
      try (var first = clientOf(running);
          var second = clientOf(running)) {
        try (var bystander = clientOf(running)) {
          bystander.send("hello");
          assertThat(bystander.receive()).isEqualTo("hello");
          first.send("drain");
          second.send("drain");
          assertThat(bystander.receive()).isNull();
        }
        assertThat(first).containsExactly("drain");
        assertThat(second).containsExactly("drain");
      }
      running.join();
      assertThat(reports)
          .hasSize(2)
          .allSatisfy(report -> {
            assertThat(report.clean()).isTrue();
            assertThat(report.took()).isZero();
          });
      assertThat(endings).hasSize(3).containsOnly(new Ended.Drained());
    }
  }

  @Test
  void datagramPeersAreDrainedToo() throws Exception {
    try (var running =
        Server.udp(0).framing(PacketFraming.text()).on(network).start(DrainTest::echo)) {
      try (var client =
          Client.udp(running.address()).framing(PacketFraming.text()).on(network).connect()) {
        client.send("hello");
        assertThat(client.receive()).isEqualTo("hello");
        Future<DrainReport> report = drain(running);
        assertThat(client.receive()).isEqualTo("goodbye");
        assertThat(report.get()).isEqualTo(new DrainReport(1, Map.of(), 0, Duration.ZERO));
      }
    }
  }
}
