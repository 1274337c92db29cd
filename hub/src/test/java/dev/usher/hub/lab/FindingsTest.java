package dev.usher.hub.lab;

import static dev.usher.hub.lab.Runs.number;
import static dev.usher.hub.lab.Runs.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What each experiment must have seen, read from the values of a run and not from its claims.
class FindingsTest {
  @Test
  void sendsStickTogetherAndLengthsPartThem() throws Exception {
    Finding finding = Runs.of(new Sticky());
    double sends = number(finding, 0, "sends");
    for (int late = 0; late < 2; late++) {
      assertThat(number(finding, late, "reads")).isLessThan(sends);
      assertThat(number(finding, late, "largest")).isGreaterThan(number(finding, late, "of bytes"));
    }
    for (int large = 4; large < 6; large++) {
      assertThat(number(finding, large, "reads")).isGreaterThan(1);
    }
    assertThat(number(finding, 6, "reads")).isEqualTo(sends);
    assertThat(number(finding, 6, "smallest")).isEqualTo(number(finding, 6, "of bytes"));
  }

  @Test
  void anAcknowledgedLengthCostsARoundTripForEachMessage() throws Exception {
    Finding finding = Runs.of(new FramedAck());
    for (int row = 0; row < 3; row++) {
      assertThat(number(finding, row, "whole")).isEqualTo(number(finding, row, "messages"));
      assertThat(number(finding, row, "waits")).isEqualTo(number(finding, row, "messages") + 1);
    }
    double trips = number(finding, 2, "time") / number(finding, 2, "round trip");
    assertThat(Math.round(trips)).isEqualTo(Math.round(number(finding, 2, "waits")));
  }

  @Test
  void aPackedLengthCostsNoWaiting() throws Exception {
    Finding finding = Runs.of(new Framed());
    for (int packed = 1; packed < 4; packed += 2) {
      assertThat(number(finding, packed, "whole")).isEqualTo(number(finding, packed, "messages"));
      assertThat(number(finding, packed, "waits")).isEqualTo(1);
    }
    assertThat(number(finding, 3, "time")).isLessThan(number(finding, 2, "time") / 50);
  }

  @Test
  void datagramsKeepTheirBoundaries() throws Exception {
    Finding finding = Runs.of(new Boundaries());
    assertThat(text(finding, 0, "of bytes each")).isEqualTo("3, 30, 300");
    assertThat(text(finding, 1, "of bytes each")).isEqualTo("333");
  }

  @Test
  void aLongDatagramIsCutAndOnlyTheKitSaysSo() throws Exception {
    Finding finding = Runs.of(new Truncate());
    assertThat(number(finding, 0, "got")).isEqualTo(number(finding, 0, "room"));
    assertThat(number(finding, 1, "got")).isEqualTo(number(finding, 1, "room"));
    assertThat(number(finding, 2, "got")).isGreaterThan(number(finding, 0, "room"));
    assertThat(number(finding, 3, "got")).isZero();
    assertThat(text(finding, 3, "is told")).isEqualTo("TOO_LONG");
  }

  @Test
  void onlyDatagramsAndFramesCanBeEmpty() throws Exception {
    Finding finding = Runs.of(new Empty());
    assertThat(number(finding, 0, "arrived")).isEqualTo(1);
    assertThat(number(finding, 2, "arrived")).isEqualTo(1);
    assertThat(number(finding, 3, "arrived")).isZero();
    assertThat(number(finding, 4, "arrived")).isEqualTo(1);
  }

  @Test
  void onlyAConnectedSocketLearnsThatNobodyIsThere() throws Exception {
    Finding finding = Runs.of(new Nobody());
    assertThat(text(finding, 0, "then it learns")).isEqualTo("nothing");
    assertThat(text(finding, 1, "then it learns")).isEqualTo("PortUnreachableException");
    assertThat(text(finding, 2, "then it learns")).startsWith("Lost");
    assertThat(text(finding, 3, "then it learns")).isEqualTo("ConnectException");
  }

  @Test
  void aHalfCloseLooksLikeACloseButAnAnswerArrives() throws Exception {
    Finding finding = Runs.of(new HalfClose());
    assertThat(number(finding, 0, "arrived")).isPositive();
    assertThat(number(finding, 1, "arrived")).isZero();
    assertThat(number(finding, 2, "arrived")).isEqualTo(number(finding, 0, "arrived"));
    assertThat(text(finding, 1, "a write then")).isNotEqualTo(text(finding, 0, "a write then"));
  }

  @Test
  void aResetLosesTheLastWordsAndTheKitKnows() throws Exception {
    Finding finding = Runs.of(new Reset());
    assertThat(number(finding, 0, "heard")).isEqualTo(number(finding, 0, "says"));
    assertThat(number(finding, 1, "heard")).isLessThan(number(finding, 1, "says"));
    assertThat(number(finding, 2, "heard")).isLessThan(number(finding, 2, "says"));
    List<String> kit =
        IntStream.range(0, 3).mapToObj(i -> text(finding, i, "the kit says")).toList();
    assertThat(kit).containsExactly("ByPeer", "Lost", "Lost");
  }

  @Test
  void aLostReplyBlocksForEverAndADeadlineCuresIt() throws Exception {
    Finding finding = Runs.of(new Lockstep());
    double questions = number(finding, 0, "to ask");
    assertThat(number(finding, 0, "answered")).isGreaterThan(0).isLessThan(questions);
    assertThat(number(finding, 0, "sent")).isEqualTo(number(finding, 0, "answered") + 1);
    assertThat(text(finding, 0, "then")).isEqualTo("it still waits");
    assertThat(number(finding, 1, "answered")).isEqualTo(questions);
    double retries = number(finding, 1, "sent") - questions;
    assertThat(Math.round(number(finding, 1, "passed"))).isEqualTo(Math.round(retries)); // 1 s each
  }

  @Test
  void oneLoopMakesClientsWaitForEachOther() throws Exception {
    Finding finding = Runs.of(new OneAtATime());
    for (int loop = 0; loop < 6; loop += 3) {
      assertThat(number(finding, loop, "at once")).isEqualTo(1);
      assertThat(number(finding, loop + 1, "at once")).isGreaterThan(1);
      assertThat(number(finding, loop + 2, "at once")).isGreaterThan(1);
      double alone = number(finding, loop, "last") / number(finding, loop, "clients");
      assertThat(alone).isGreaterThanOrEqualTo(0.15); // seconds that each one's work takes
    }
  }

  @Test
  void tcpWaitsForAReaderAndUdpDrops() throws Exception {
    Finding finding = Runs.of(new Buffers());
    assertThat(number(finding, 0, "read later")).isGreaterThan(number(finding, 0, "taken"));
    assertThat(number(finding, 1, "read later"))
        .isPositive()
        .isLessThan(number(finding, 1, "taken"));
    assertThat(number(finding, 2, "taken")).isPositive();
    assertThat(text(finding, 2, "then")).isEqualTo("it says no");
    assertThat(text(finding, 3, "then")).isEqualTo("TooSlow");
  }

  @Test
  void tcpKeepsTheOrderAndUdpDoesNot() throws Exception {
    Finding finding = Runs.of(new Order());
    assertThat(number(finding, 0, "late")).isZero();
    assertThat(number(finding, 0, "twice")).isZero();
    assertThat(number(finding, 1, "late")).isPositive();
    assertThat(finding.table().rows().get(1)).isEqualTo(finding.table().rows().get(2));
    assertThat(finding.table().rows().get(1)).isNotEqualTo(finding.table().rows().get(3));
  }

  @Test
  void whatUdpLosesCanBeSentAgain() throws Exception {
    Finding finding = Runs.of(new Loss());
    assertThat(number(finding, 0, "missing")).isPositive();
    assertThat(number(finding, 1, "missing")).isZero();
    assertThat(number(finding, 2, "missing")).isZero();
    assertThat(number(finding, 1, "packets sent")).isGreaterThan(number(finding, 1, "messages"));
  }

  @Test
  void aConnectionCostsMoreThanAPeer() throws Exception {
    Finding finding = Runs.of(new Cost());
    for (int row = 0; row < finding.table().rows().size(); row++) {
      assertThat(number(finding, row, "TCP connection")).isPositive();
    }
    assertThat(number(finding, 1, "UDP peer")).isPositive();
  }
}
