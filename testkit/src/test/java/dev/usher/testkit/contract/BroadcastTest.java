package dev.usher.testkit.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.kit.PacketFraming;
import dev.usher.kit.PacketServer;
import dev.usher.kit.Running;
import dev.usher.kit.Server;
import dev.usher.kit.Transport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who asks all machines at once, since it does not know which to ask, is answered by one.
@EnabledOnOs(OS.LINUX)
@ExtendWith(Leakless.class)
class BroadcastTest {
  private static final String EVERYBODY = "127.255.255.255"; // on the loopback interface

  private static PacketServer<String> server(Transport transport) {
    return Server.udp("0.0.0.0", 0).on(transport).framing(PacketFraming.text());
  }

  private static void assertAnswers(Running server) throws IOException {
    try (DatagramSocket asking = new DatagramSocket()) {
      asking.setSoTimeout((int) Wait.LONGEST.toMillis());
      byte[] question = "anybody?".getBytes(US_ASCII);
      InetSocketAddress everybody = new InetSocketAddress(EVERYBODY, server.port());
      asking.send(new DatagramPacket(question, question.length, everybody));
      DatagramPacket answer = new DatagramPacket(new byte[100], 100);
      asking.receive(answer);
      assertThat(new String(answer.getData(), 0, answer.getLength(), US_ASCII))
          .isEqualTo("ANYBODY?");
      assertThat(answer.getSocketAddress())
          .isEqualTo(new InetSocketAddress("127.0.0.1", server.port()));
    }
  }

  @Test
  void aConversationBeginsWithAQuestionToEverybody() throws Exception {
    for (Transport transport : new Transport[] {Transport.nio(), Transport.linux()}) {
      try (Running server = server(transport).start(Venue.SHOUTING)) {
        assertAnswers(server);
      }
    }
  }

  @Test
  void aQuestionToEverybodyIsAnswered() throws Exception {
    for (Transport transport : new Transport[] {Transport.nio(), Transport.linux()}) {
      try (Running server =
          server(transport).answer(packet -> packet.reply("ANYBODY?".getBytes(US_ASCII)))) {
        assertAnswers(server);
      }
    }
  }
}
