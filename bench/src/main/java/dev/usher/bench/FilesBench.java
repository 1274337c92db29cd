package dev.usher.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// Moves one long file and many small ones over loopback, by what people have and by the hub, whole
/// processes in turns, in memory (`/dev/shm`) unless another folder is named.
final class FilesBench {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int MIB = 1024 * 1024;
  private static final long SPARE = 256L * MIB; // for what the two ends need beside the files

  private final Options options;
  private final Path scratch;

  FilesBench(Options options) throws IOException {
    this.options = options;
    String parent = System.getProperty("usher.bench.scratch", "/dev/shm");
    scratch = Files.createTempDirectory(Path.of(parent), "usher-bench");
  }

  /// One transfer: its time, and the CPU of all processes of the machine meanwhile.
  private record Move(double seconds, double cpu) {}

  /// What is moved.
  private record Load(String name, long bytes, int files) {
    double rate(Move move) {
      return files == 1 ? bytes / 1e6 / move.seconds() : files / move.seconds();
    }

    String unit() {
      return files == 1 ? "MB/s" : "files/s";
    }

    @Override
    public String toString() {
      return name;
    }
  }

  void run() throws IOException, InterruptedException {
    try {
      Files.createDirectory(scratch.resolve("in"));
      configure();
      long size = (options.quick() ? 128L : 2048L) * MIB;
      int count = options.quick() ? 1_000 : 10_000;
      for (Load load :
          options.wanted(List.of(new Load("large", size, 1), new Load("small", 0, count)))) {
        make(load);
        measure(load);
        delete(scratch.resolve("in").resolve(load.name()));
      }
    } finally {
      delete(scratch);
    }
  }

  private void make(Load load) throws IOException {
    Path in = scratch.resolve("in").resolve(load.name());
    Random random = new Random(1);
    byte[] block = new byte[load.files() == 1 ? MIB : 4096];
    if (load.files() == 1) {
      try (OutputStream out = Files.newOutputStream(in)) {
        for (long at = 0; at < load.bytes(); at += block.length) {
          random.nextBytes(block);
          out.write(block);
        }
      }
    } else {
      Files.createDirectory(in);
      for (int i = 0; i < load.files(); i++) {
        random.nextBytes(block);
        Files.write(in.resolve("file" + i), block);
      }
    }
  }

  private void measure(Load load) throws IOException, InterruptedException {
    Map<Mover, List<Move>> moves = new LinkedHashMap<>();
    for (Mover mover : Mover.all(scratch, load.name())) {
      if (mover.possible() && wanted(mover) && works(mover, load)) {
        moves.put(mover, new ArrayList<>());
      }
    }
    for (int round = 0; round < options.rounds(); round++) {
      for (Map.Entry<Mover, List<Move>> each : moves.entrySet()) {
        each.getValue().add(move(each.getKey(), load));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%n| %s | %s | CPU seconds, both ends |%n|---|---|---|%n",
        load.files() == 1 ? load.bytes() / MIB + " MiB" : load.files() + " files of 4 KiB",
        load.unit());
    moves.forEach((mover, list) -> System.out.println(row(mover, list, load)));
  }

  private boolean wanted(Mover mover) {
    return options.only().isEmpty()
        || options.wanted(List.of(mover, new Load("", 0, 0))).size() == 1
        || options.only().stream().allMatch(w -> w.equals("large") || w.equals("small"));
  }

  /// Once without being measured; what cannot do it here is left out, and that is told.
  private boolean works(Mover mover, Load load) throws InterruptedException {
    try {
      Move _ = move(mover, load);
      return true;
    } catch (IOException e) {
      System.err.println("left out: " + e.getMessage());
      return false;
    }
  }

  private static String row(Mover mover, List<Move> moves, Load load) {
    return "| "
        + mover.name()
        + " | "
        + spread(moves, load::rate).show("%,.0f")
        + " | "
        + spread(moves, Move::cpu).show("%.2f")
        + " |";
  }

  private static Spread spread(List<Move> moves, ToDoubleFunction<Move> measure) {
    return Spread.of(moves.stream().map(measure::applyAsDouble).toList());
  }

  private Move move(Mover mover, Load load) throws IOException, InterruptedException {
    Path out = scratch.resolve("out");
    Path data = scratch.resolve("hub");
    delete(out);
    Files.createDirectory(out);
    if (!mover.gets()) delete(data);
    else seed(load);
    Process server = shell("exec 2>>" + scratch + "/errors; " + mover.server());
    try {
      if (mover.servesOne()) TimeUnit.MILLISECONDS.sleep(200);
      else awaitPort();
      warm(load);
      double before = busy();
      long begun = System.nanoTime();
      Process client = shell("exec 2>>" + scratch + "/errors; " + mover.client());
      finish(client, mover);
      if (mover.servesOne()) finish(server, mover);
      double seconds = (System.nanoTime() - begun) / 1e9;
      Move move = new Move(seconds, busy() - before);
      check(mover.puts() ? data.resolve("files") : out, load, mover);
      return move;
    } finally {
      end(server);
    }
  }

  /// Ends a shell and all that it started, so that the port is free.
  private static void end(Process shell) {
    List<ProcessHandle> all = new ArrayList<>(shell.descendants().toList());
    all.add(shell.toHandle());
    for (ProcessHandle each : all) each.destroy();
    for (ProcessHandle each : all) each.onExit().join();
  }

  /// What is to be got from the hub is put there first, as it is kept.
  private void seed(Load load) throws IOException {
    Path files = scratch.resolve("hub/files");
    Path in = scratch.resolve("in").resolve(load.name());
    if (Files.exists(files.resolve(load.name()))) return;
    delete(scratch.resolve("hub"));
    Files.createDirectories(files);
    if (load.files() == 1) {
      Files.copy(in, files.resolve(load.name()));
      return;
    }
    Files.createDirectory(files.resolve(load.name()));
    try (var all = Files.newDirectoryStream(in)) {
      for (Path each : all) {
        Files.copy(each, files.resolve(load.name()).resolve(each.getFileName()));
      }
    }
  }

  /// Leaves memory for all that is to be written, just used and freed. The first to use a page
  /// waits for it, in a virtual machine even for the host's: up to five times what a copy costs,
  /// and so whoever came behind one that had freed less would seem slow.
  private void warm(Load load) throws IOException {
    Path much = scratch.resolve("much");
    byte[] block = new byte[MIB];
    try (OutputStream out = Files.newOutputStream(much)) {
      for (long at = 0; at < load.bytes() + SPARE; at += block.length) out.write(block);
    }
    Files.delete(much);
  }

  private static double busy() {
    double sum = 0;
    for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
      sum += Proc.Core.of(core).busy();
    }
    return sum;
  }

  private static Process shell(String line) throws IOException {
    return new ProcessBuilder("sh", "-c", line)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
        .start();
  }

  private void finish(Process process, Mover mover) throws IOException, InterruptedException {
    if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0) {
      return;
    }
    end(process);
    throw new IOException(mover + " failed: " + Files.readString(scratch.resolve("errors")));
  }

  private static void awaitPort() throws IOException, InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), Mover.PORT)) {
        TimeUnit.MILLISECONDS.sleep(300); // what a server does at its start is not measured
        return;
      } catch (IOException e) {
        if (System.nanoTime() > until) throw e;
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  private void check(Path arrived, Load load, Mover mover) throws IOException {
    Path there = arrived.resolve(load.name());
    Path in = scratch.resolve("in").resolve(load.name());
    if (load.files() == 1) {
      if (Files.mismatch(in, there) != -1) throw new IOException(mover + " damaged the file");
      return;
    }
    for (int i = 0; i < load.files(); i++) {
      if (Files.mismatch(in.resolve("file" + i), there.resolve("file" + i)) != -1) {
        throw new IOException(mover + " damaged file" + i);
      }
    }
  }

  private void configure() throws IOException, InterruptedException {
    Path out = scratch.resolve("out");
    Files.createDirectory(out);
    Files.writeString(
        scratch.resolve("rsync.conf"),
        """
        port = %d
        address = 127.0.0.1
        use chroot = no
        uid = %s
        gid = *
        [out]
        path = %s
        read only = no
        """
            .formatted(Mover.PORT, System.getProperty("user.name"), out));
    Files.writeString(
        scratch.resolve("nginx.conf"),
        """
        daemon off; master_process off; pid %1$s/nginx.pid; error_log %1$s/errors;
        events {}
        http {
          access_log off; sendfile on;
          server { listen 127.0.0.1:%2$d; root %1$s/in; }
        }
        """
            .formatted(scratch, Mover.PORT));
    Files.writeString(
        scratch.resolve("sshd.conf"),
        """
        Port %2$d
        ListenAddress 127.0.0.1
        HostKey %1$s/key
        AuthorizedKeysFile %1$s/key.pub
        PidFile none
        StrictModes no
        UsePAM no
        Subsystem sftp internal-sftp
        """
            .formatted(scratch, Mover.PORT));
    Process keys = shell("ssh-keygen -q -t ed25519 -N '' -f " + scratch + "/key");
    if (keys.waitFor() == 0) {
      Files.setPosixFilePermissions(
          scratch.resolve("key"), PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) return;
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path folder, java.io.@org.jspecify.annotations.Nullable IOException e)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
