package dev.usher.services.command;

import static dev.usher.services.command.CommandServiceTest.answer;
import static dev.usher.services.command.CommandServiceTest.connect;
import static dev.usher.services.command.CommandServiceTest.open;
import static dev.usher.services.command.CommandServiceTest.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.DrainReport;
import dev.usher.testkit.LeakCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Of a command that is over no process is left, wherever it has gone (C13).
class NothingIsLeftTest {
  @TempDir Path folder;

  /// Ways to get away from the shell that started it.
  private static final List<String> ESCAPES =
      List.of(
          "sleep %s",
          "sleep %s & wait",
          "setsid sleep %s",
          "nohup sleep %s >/dev/null 2>&1 & sleep 1000",
          "(setsid sh -c 'setsid sleep %s >/dev/null 2>&1 &' &) ; sleep 1000",
          "trap '' TERM HUP INT; exec >&- 2>&-; sleep %s; sleep 1000");

  @Test
  void nothingIsLeftWhenTheClientGoes() throws Exception {
    try (var _ = LeakCheck.begin();
        var tcp = open(folder, "tcp://127.0.0.1:0?leave=200ms")) {
      for (String each : ESCAPES) {
        Orphans sleep = new Orphans();
        try (var client = connect(tcp)) {
          send(client, each.formatted(sleep.seconds()) + "\n");
          awaitBegun(sleep);
        }
        sleep.await(0);
      }
    }
  }

  private static void awaitBegun(Orphans sleep) {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (sleep.alive().isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(until);
      Thread.onSpinWait();
    }
  }

  @Test
  void nothingIsLeftWhenTheTimeIsOver() throws Exception {
    try (var tcp = open(folder, "tcp://127.0.0.1:0?time=500ms")) {
      for (String each : ESCAPES) {
        Orphans sleep = new Orphans();
        assertThat(answer(tcp, each.formatted(sleep.seconds()))).contains("time limit");
        assertThat(sleep.alive()).as(each).isEmpty();
      }
    }
  }

  @Test
  void nothingIsLeftWhenTheShellEnds() throws Exception {
    try (var tcp = open(folder, "tcp://127.0.0.1:0")) {
      for (String each :
          List.of(
              "sleep %s &", "setsid sleep %s & true", "(setsid sh -c 'setsid sleep %s &' &) ;")) {
        Orphans sleep = new Orphans();
        assertThat(answer(tcp, each.formatted(sleep.seconds()))).as(each).isEqualTo("执行成功");
        assertThat(sleep.alive()).as(each).isEmpty();
      }
    }
  }

  /// Ways to be another program and another's child at the moment when the shell ends, with nothing
  /// of its pipes.
  private static final List<String> FLIGHTS =
      List.of(
          "(setsid sh -c 'setsid sleep %s >/dev/null 2>&1 &' >/dev/null 2>&1 &)",
          "(setsid sh -c '(setsid sh -c \"setsid sleep %s &\" &)' >/dev/null 2>&1 &)",
          "setsid sh -c 'sleep 0.003; (setsid sleep %s &)' >/dev/null 2>&1 &");

  @Test
  void nobodyGetsAwayWhoIsOnTheMoveWhenTheShellEnds() throws Exception {
    List<Orphans> all = new ArrayList<>();
    try (var tcp = open(folder, "tcp://127.0.0.1:0")) {
      for (int round = 0; round < 10; round++) {
        for (String each : FLIGHTS) {
          Orphans sleep = new Orphans();
          all.add(sleep);
          assertThat(answer(tcp, each.formatted(sleep.seconds()))).isEqualTo("执行成功");
        }
      }
    }
    assertThat(all).flatMap(Orphans::alive).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://127.0.0.1:0", "udp://127.0.0.1:0"})
  void nothingIsLeftWhenTheDoorDrainsOrCloses(String address) throws Exception {
    for (Duration grace : List.of(Duration.ofSeconds(10), Duration.ZERO)) {
      Orphans sleep = new Orphans();
      try (var _ = LeakCheck.begin();
          var door = open(folder, address + "?leave=200ms")) {
        try (Connection<byte[]> client =
            address.startsWith("tcp") ? connect(door) : Client.udp(door.address()).connect()) {
          send(client, "setsid sleep " + sleep.seconds() + " & setsid sleep 1000");
          sleep.await(1);
          DrainReport report = door.drain(grace);
          if (report.abandoned() > 0)
            sleep.await(0); // the machine stood still for all its patience
          assertThat(sleep.alive()).isEmpty();
        }
      }
    }
  }
}
