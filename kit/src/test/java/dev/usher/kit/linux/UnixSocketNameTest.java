package dev.usher.kit.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names of peers, as the system tells them and as they are told to it.
class UnixSocketNameTest {
  private static final int FAMILY = 2;
  private static final int LONGEST_PATH = 108;

  /// The longest paths have no room for the zero at their end.
  @ParameterizedTest
  @ValueSource(ints = {1, 107, LONGEST_PATH})
  void whoeverIsHeardCanBeAnswered(int length) throws IOException {
    byte[] path = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
    SocketAddress heard = UnixSocketName.read(named(path), FAMILY + length + 1);
    MemorySegment name = MemorySegment.ofArray(new byte[UnixSocketName.LONGEST]);
    int written = UnixSocketName.write(heard, name);
    assertThat(written).isEqualTo(FAMILY + Math.min(length + 1, LONGEST_PATH));
    assertThat(name.mismatch(named(path))).isEqualTo(-1);
  }

  /// Names are told in notices and are names of threads.
  @ParameterizedTest
  @ValueSource(strings = {"a\nusher: all is well", "a\u001b[2J", "a\u009b2J", "\0a\n", "a\u007f"})
  void aNameCannotWriteLinesOrMoveTheCursor(String chosen) throws IOException {
    byte[] bytes = chosen.getBytes(StandardCharsets.UTF_8);
    SocketAddress heard = UnixSocketName.read(named(bytes), FAMILY + bytes.length);
    assertThat(heard.toString().chars()).noneMatch(Character::isISOControl);
    MemorySegment name = MemorySegment.ofArray(new byte[UnixSocketName.LONGEST]);
    UnixSocketName.write(heard, name);
    assertThat(name.mismatch(named(bytes))).isEqualTo(-1);
  }

  private static MemorySegment named(byte[] path) {
    byte[] name = Arrays.copyOf(new byte[] {Libc.AF_UNIX, 0}, UnixSocketName.LONGEST);
    System.arraycopy(path, 0, name, FAMILY, path.length);
    return MemorySegment.ofArray(name);
  }
}
