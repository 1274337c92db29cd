package dev.usher.services.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Rules B1 to B3 of docs/protocols/files.md.
class BlocksTest {
  private static final byte[] A = Blocks.sha256().digest(new byte[] {'a'});
  private static final byte[] B = Blocks.sha256().digest(new byte[] {'b'});
  private static final byte[] C = Blocks.sha256().digest(new byte[] {'c'});

  @Test
  void theLastBlockIsShorterAndAnEmptyFileHasNone() {
    assertThat(Blocks.count(0)).isZero();
    assertThat(Blocks.count(1)).isEqualTo(1);
    assertThat(Blocks.count(Blocks.SIZE)).isEqualTo(1);
    assertThat(Blocks.count(Blocks.SIZE + 1L)).isEqualTo(2);
    assertThat(Blocks.count((1L << 32) + 1)).isEqualTo(4097);
    assertThat(Blocks.length(Blocks.SIZE + 1L, 0)).isEqualTo(Blocks.SIZE);
    assertThat(Blocks.length(Blocks.SIZE + 1L, 1)).isEqualTo(1);
    assertThat(Blocks.length((1L << 32) + 1, 4096)).isEqualTo(1);
  }

  @Test
  void theRootJoinsTheHashesInPairs() {
    byte[] node = sha(new byte[] {1}, A, B);
    byte[] top = sha(new byte[] {1}, node, C);
    assertThat(Blocks.root(3_000_000, List.of(A, B, C)))
        .isEqualTo(sha(new byte[] {2}, size(3_000_000), top));
    assertThat(Blocks.root(1, List.of(A))).isEqualTo(sha(new byte[] {2}, size(1), A));
    assertThat(Blocks.root(0, List.of())).isEqualTo(sha(new byte[] {2}, size(0)));
  }

  @Test
  void noOtherOrderAndNoOtherSizeHasTheSameRoot() {
    Set<String> roots = new HashSet<>();
    List<List<byte[]>> contents =
        List.of(
            List.of(A),
            List.of(B),
            List.of(A, B),
            List.of(B, A),
            List.of(A, B, C),
            List.of(sha(new byte[] {1}, A, B), C),
            List.of(A, B, C, C),
            List.of());
    for (List<byte[]> each : contents) {
      for (long size : new long[] {1, 2}) {
        roots.add(HexFormat.of().formatHex(Blocks.root(size, new ArrayList<>(each))));
      }
    }
    // Three blocks, and two of which one is their node, would meet if the size were not the same.
    assertThat(roots).hasSize(2 * contents.size() - 2);
  }

  private static byte[] size(long size) {
    return ByteBuffer.allocate(8).putLong(size).array();
  }

  private static byte[] sha(byte[]... parts) {
    MessageDigest sha = Blocks.sha256();
    for (byte[] part : parts) sha.update(part);
    return sha.digest();
  }
}
