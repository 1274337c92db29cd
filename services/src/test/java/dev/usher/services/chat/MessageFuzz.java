package dev.usher.services.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.usher.services.Unseen;
import dev.usher.services.chat.Message.Way;
import java.net.InetSocketAddress;
import java.time.Instant;

class MessageFuzz {
  private static final InetSocketAddress BOB = new InetSocketAddress("127.0.0.1", 5000);

  @FuzzTest(maxDuration = "1m")
  void anyDatagramIsALineThatReadsTheSame(byte[] input) {
    Message message = Message.of(Instant.EPOCH, Way.FROM, BOB, null, input);
    assertThat(message.bytes()).isEqualTo(input);
    String line = message.json();
    assertThat(line.codePoints()).noneMatch(Unseen::is);
    assertThat(Message.parse(line)).isEqualTo(message);
  }

  @FuzzTest(maxDuration = "1m")
  void noLineIsTooStrange(byte[] input) {
    Message message = Message.parse(new String(input, UTF_8));
    if (message != null) assertThat(Message.parse(message.json())).isNotNull();
  }
}
