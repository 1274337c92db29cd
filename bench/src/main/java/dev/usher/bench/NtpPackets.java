package dev.usher.bench;

import java.nio.ByteBuffer;

/// Questions of NTP (RFC 5905 §7.3), each told from the others by its transmit timestamp, which its
/// answer must have as the origin.
final class NtpPackets implements Packets {
  private static final int LENGTH = 48;
  private static final byte CLIENT_V4 = 0x23;
  private static final int SERVER = 4;
  private static final int ORIGIN = 24;
  private static final int TRANSMIT = 40;

  @Override
  public void ask(ByteBuffer out, int number) {
    int start = out.position();
    for (int i = 0; i < LENGTH; i += Long.BYTES) out.putLong(0);
    out.put(start, CLIENT_V4).putLong(start + TRANSMIT, number);
  }

  @Override
  public int number(ByteBuffer in) {
    boolean known = in.remaining() == LENGTH && (in.get(0) & 7) == SERVER && in.getInt(ORIGIN) == 0;
    if (known) return in.getInt(ORIGIN + 4);
    throw new Script.WrongAnswer("a datagram of " + in.remaining() + " bytes that answers nothing");
  }
}
