package dev.usher.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.Answering;
import dev.usher.kit.Client;
import dev.usher.kit.Connection;
import dev.usher.kit.DatagramHandler;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.Transport;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Replies of one length to one client, which Linux can carry as one packet.
@EnabledOnOs(OS.LINUX)
@ExtendWith(Leakless.class)
class TrainsTest {
  private static final List<Integer> LENGTHS =
      List.of(10, 10, 10, 4, 4, 0, 0, 1232, 1232, 1233, 1233, 30_000, 30_000, 1);
  private static final int MANY = 100;

  /// Asks once, and then as often as it gets answers, which come whole or as they were cut
  /// (`UDP_GRO`, 104, of `SOL_UDP`, 17); tells of each its length, and that of the packets in it.
  private static final String CLIENT =
      """
      import socket, struct, sys
      host, port, together, expected, asks = sys.argv[1], *map(int, sys.argv[2:])
      s = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM)
      s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
      s.setsockopt(17, 104, together)
      s.settimeout(60)
      s.connect((host, port))
      for _ in range(asks): s.send(b"?")
      print("asked")
      count = 0
      while count < expected:
          data, extra, *_ = s.recvmsg(65536, 64)
          size = struct.unpack("i", extra[0][2])[0] if extra else len(data)
          packets = [data[i:i + size] for i in range(0, len(data), size)] if data else [b""]
          for each in packets:
              assert each == bytes([count & 255]) * len(each), each
              count += 1
          print(len(data), size)
      """;

  private static Python client(
      String host, Running server, boolean together, int answers, int questions) throws Exception {
    List<Integer> numbers = List.of(server.port(), together ? 1 : 0, answers, questions);
    List<String> words = new ArrayList<>(List.of(host));
    numbers.forEach(each -> words.add(each.toString()));
    return Python.start(CLIENT, words.toArray(String[]::new));
  }

  private static byte[] answer(int number, int length) {
    byte[] answer = new byte[length];
    Arrays.fill(answer, (byte) number);
    return answer;
  }

  /// Begins to answer when all questions are there, so that they are one batch: somebody else has
  /// called before, and holds the server up.
  private static void assertAnswers(String at, String host, boolean together, List<String> answers)
      throws Exception {
    if (at.contains(":")) Ipv6.needed();
    AtomicInteger next = new AtomicInteger();
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    DatagramHandler answering =
        packet -> {
          held.countDown();
          asked.await();
          int i = next.getAndIncrement();
          if (i > 0) packet.reply(answer(i - 1, LENGTHS.get(i - 1)));
        };
    try (Running server = Server.udp(at, 0).on(Transport.linux()).answer(answering);
        Connection<byte[]> caller =
            Client.udp(new InetSocketAddress(host, server.port())).connect()) {
      caller.send(new byte[1]);
      Wait.on(held);
      assertAnswers(client(host, server, together, LENGTHS.size(), LENGTHS.size()), asked, answers);
    }
  }

  private static void assertAnswers(Python asking, CountDownLatch asked, List<String> answers)
      throws Exception {
    try (Python client = asking) {
      assertThat(client.line()).isEqualTo("asked");
      asked.countDown();
      for (String answer : answers) assertThat(client.line()).isEqualTo(answer);
      assertThat(client.exit()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 127.0.0.1", "0.0.0.0, 127.0.0.2", "::, ::1", "::1, ::1"})
  void repliesOfOneLengthTravelTogether(String at, String host) throws Exception {
    List<String> answers = new ArrayList<>(List.of("30 10", "8 4", "0 0", "0 0", "2464 1232"));
    answers.addAll(List.of("1233 1233", "1233 1233", "30000 30000", "30000 30000", "1 1"));
    assertAnswers(at, host, true, answers);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 127.0.0.1", "0.0.0.0, 127.0.0.2", "::, ::1"})
  void whoKnowsNothingOfThatGetsEachByItself(String at, String host) throws Exception {
    assertAnswers(at, host, false, LENGTHS.stream().map(length -> length + " " + length).toList());
  }

  @ParameterizedTest
  @CsvSource({"100, 64", "1200, 54"}) // of which 55 would be longer than a packet can be
  void aTrainIsOfBoundedLength(int length, int most) throws Exception {
    Answering[] self = new Answering[1];
    DatagramHandler many =
        packet -> {
          for (int i = 0; i < MANY; i++) self[0].send(answer(i, length), packet.peer());
        };
    try (Answering server = Server.udp("127.0.0.1", 0).on(Transport.linux()).answer(many)) {
      self[0] = server;
      try (Python client = client("127.0.0.1", server, true, MANY, 1)) {
        assertThat(client.line()).isEqualTo("asked");
        for (int left = MANY; left > 0; left -= most) {
          assertThat(client.line()).isEqualTo(Math.min(most, left) * length + " " + length);
        }
        assertThat(client.exit()).isZero();
      }
    }
  }
}
