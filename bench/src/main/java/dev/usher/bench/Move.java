package dev.usher.bench;

import dev.usher.bench.Mover.Way;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// One transfer: how long its client took, and the CPU time of both ends meanwhile, in seconds.
record Move(double seconds, double cpu) {
  private static final Duration PATIENCE = Duration.ofMinutes(5); // a hub may have to build first
  private static final long SPARE = 256L << 20; // bytes that the two ends need beside the files

  /// Moves, and compares what has arrived with what was sent.
  ///
  /// @throws IOException when it did not work
  static Move of(Mover mover, Cargo cargo, Scratch scratch)
      throws IOException, InterruptedException {
    scratch.empty(scratch.out());
    if (mover.way() != Way.GET) Scratch.delete(scratch.hub());
    else if (!Files.exists(scratch.stored().resolve(cargo.name())))
      cargo.copy(scratch.in(), scratch.stored());
    Process server = shell(mover.server(), scratch);
    try {
      if (mover.way() == Way.ONCE) TimeUnit.MILLISECONDS.sleep(200);
      else awaitPort(server);
      scratch.warm(cargo.bytes() + SPARE);
      Move move = measured(mover, server, scratch);
      cargo.compare(scratch.in(), mover.way() == Way.PUT ? scratch.stored() : scratch.out());
      return move;
    } finally {
      Children.end(server);
    }
  }

  private static Move measured(Mover mover, Process server, Scratch scratch)
      throws IOException, InterruptedException {
    double before = cpu(server);
    long begun = System.nanoTime();
    finish(shell(mover.client(), scratch), scratch);
    if (mover.way() == Way.ONCE) finish(server, scratch);
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Move(seconds, cpu(server) - before);
  }

  /// Of all children of this process that have ended, and of those that have not, the server.
  private static double cpu(Process server) {
    double ended = new Proc(ProcessHandle.current().pid()).endedChildren().total();
    return server.isAlive() ? ended + Proc.family(server.toHandle()) : ended;
  }

  private static Process shell(String line, Scratch scratch) throws IOException {
    return Children.start(
        new ProcessBuilder("sh", "-c", line)
            .redirectError(Redirect.appendTo(scratch.errors().toFile()))
            .redirectOutput(Redirect.DISCARD)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile())));
  }

  private static void finish(Process process, Scratch scratch)
      throws IOException, InterruptedException {
    if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0) {
      return;
    }
    Children.end(process);
    throw new IOException(Files.readString(scratch.errors()));
  }

  private static void awaitPort(Process server) throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), Mover.PORT)) {
        TimeUnit.MILLISECONDS.sleep(300); // what a server does at its start is not measured
        return;
      } catch (IOException e) {
        if (!server.isAlive() || System.nanoTime() > until) throw e;
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }
}
