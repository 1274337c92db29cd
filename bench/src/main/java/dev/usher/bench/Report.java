package dev.usher.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Has everything that is printed written to a file too.
final class Report {
  private Report() {}

  static void alsoTo(Path file) throws IOException {
    System.setOut(new PrintStream(new Both(System.out, Files.newOutputStream(file)), true));
  }

  private static final class Both extends OutputStream {
    private final OutputStream one;
    private final OutputStream other;

    Both(OutputStream one, OutputStream other) {
      this.one = one;
      this.other = other;
    }

    @Override
    public void write(int b) throws IOException {
      one.write(b);
      other.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      one.write(bytes, from, count);
      other.write(bytes, from, count);
    }

    @Override
    public void flush() throws IOException {
      one.flush();
      other.flush();
    }
  }
}
