package dev.usher.hub.lab;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// How bytes came: the lengths of the reads, one after the other.
record Reads(List<Integer> lengths) {
  /// Reads until so many bytes are here; each read has room for all of them.
  ///
  /// @throws IOException when the stream ends before
  static Reads of(InputStream in, int bytes) throws IOException {
    byte[] room = new byte[bytes];
    List<Integer> lengths = new ArrayList<>();
    for (int total = 0; total < bytes; ) {
      int read = in.read(room);
      if (read < 0) throw new IOException("the stream ended after " + total + " bytes");
      lengths.add(read);
      total += read;
    }
    return new Reads(lengths);
  }

  int count() {
    return lengths.size();
  }

  int smallest() {
    return lengths.stream().mapToInt(Integer::intValue).min().orElse(0);
  }

  int largest() {
    return lengths.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  @Override
  public String toString() {
    return lengths.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
