package dev.usher.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Messages of 64 bytes that come back as they are: [Script]'s.
final class EchoPackets implements Packets {
  private final byte[] message;
  private final byte[] answer = new byte[Script.LENGTH];

  EchoPackets(int client) {
    message = Script.message(client);
  }

  @Override
  public void ask(ByteBuffer out, int number) {
    Script.number(message, Script.NUMBER, number);
    out.put(message);
  }

  @Override
  public int number(ByteBuffer in) {
    int size = in.remaining();
    in.get(answer, 0, Math.min(size, answer.length));
    int number = Script.number(answer, Script.NUMBER);
    Script.number(message, Script.NUMBER, number);
    if (size != answer.length || !Arrays.equals(answer, message)) {
      throw new Script.WrongAnswer("a datagram of " + size + " bytes that answers nothing");
    }
    return number;
  }
}
