package dev.usher.bench;

import dev.usher.bench.Mover.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// What moves files: what people have, and the hub.
final class Movers {
  private final Path folder;

  /// Writes the configuration of those that need one.
  Movers(Scratch scratch) throws IOException, InterruptedException {
    folder = scratch.folder();
    write(
        "rsync.conf",
        """
        port = %d
        address = 127.0.0.1
        use chroot = no
        uid = %s
        gid = *
        [out]
        path = %s/out
        read only = no
        """
            .formatted(Mover.PORT, System.getProperty("user.name"), folder));
    write(
        "nginx.conf",
        """
        daemon off; master_process off; pid %2$s/nginx.pid; error_log %2$s/errors;
        events {}
        http {
          access_log off; sendfile on;
          server { listen 127.0.0.1:%1$d; root %2$s/in; }
        }
        """
            .formatted(Mover.PORT, folder));
    write(
        "sshd.conf",
        """
        Port %d
        ListenAddress 127.0.0.1
        HostKey %2$s/key
        AuthorizedKeysFile %2$s/key.pub
        PidFile none
        StrictModes no
        UsePAM no
        Subsystem sftp internal-sftp
        """
            .formatted(Mover.PORT, folder));
    String make = "ssh-keygen -q -t ed25519 -N '' -f " + folder + "/key";
    if (new ProcessBuilder("sh", "-c", make).start().waitFor() == 0) {
      Files.setPosixFilePermissions(
          folder.resolve("key"), PosixFilePermissions.fromString("rw-------"));
    }
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  /// All that can move this.
  List<Mover> of(Cargo cargo) {
    String in = folder + "/in/" + cargo.name();
    String out = folder + "/out";
    List<Mover> all = new ArrayList<>();
    all.add(cargo.isFolder() ? tar(cargo, out) : nc(in, out + "/" + cargo.name()));
    if (!cargo.isFolder()) all.add(nginx(cargo, out));
    all.add(rsync(in));
    all.add(scp(in, out));
    for (String how : List.of("none", "batch", "none --streams 2")) all.add(put(how, in));
    all.add(get(cargo, out));
    return all.stream().filter(Mover::possible).toList();
  }

  private static Mover nc(String from, String to) {
    String listen = "exec nc -l -N 127.0.0.1 " + Mover.PORT + " > " + to;
    String send = "exec nc -N 127.0.0.1 " + Mover.PORT + " < " + from;
    return new Mover("nc", Way.ONCE, listen, send, List.of("nc"));
  }

  private Mover tar(Cargo cargo, String out) {
    String listen = "nc -l -N 127.0.0.1 " + Mover.PORT + " | tar -x -C " + out;
    String send =
        "tar -c -C " + folder + "/in " + cargo.name() + " | nc -N 127.0.0.1 " + Mover.PORT;
    return new Mover("tar through nc", Way.ONCE, listen, send, List.of("nc", "tar"));
  }

  private Mover nginx(Cargo cargo, String out) {
    return new Mover(
        "nginx to curl",
        Way.PLAIN,
        "exec nginx -c " + folder + "/nginx.conf",
        "exec curl -sSf -o %1$s/%2$s http://127.0.0.1:%3$d/%2$s"
            .formatted(out, cargo.name(), Mover.PORT),
        List.of("nginx", "curl"));
  }

  private Mover rsync(String in) {
    return new Mover(
        "rsync --daemon",
        Way.PLAIN,
        "exec rsync --daemon --no-detach --config=" + folder + "/rsync.conf",
        "exec rsync -r --whole-file " + in + " rsync://127.0.0.1:" + Mover.PORT + "/out/",
        List.of("rsync"));
  }

  private Mover scp(String in, String out) {
    String options = "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null";
    return new Mover(
        "scp",
        Way.PLAIN,
        "mkdir -p /run/sshd; exec $(command -v sshd) -D -f " + folder + "/sshd.conf",
        "exec scp -q -r -P %d -i %s/key %s %s 127.0.0.1:%s/"
            .formatted(Mover.PORT, folder, options, in, out),
        List.of("sshd", "scp"));
  }

  private Mover put(String how, String in) {
    String client =
        "exec %s put --durability %s --hub 127.0.0.1:%d %s".formatted(usher(), how, Mover.PORT, in);
    return new Mover("usher put --durability " + how, Way.PUT, hub(), client, List.of());
  }

  private Mover get(Cargo cargo, String out) {
    String client =
        "cd %s && exec %s get --durability none --hub 127.0.0.1:%d %s"
            .formatted(out, usher(), Mover.PORT, cargo.name());
    return new Mover("usher get --durability none", Way.GET, hub(), client, List.of());
  }

  private String hub() {
    return "exec %s serve --only files.native --data %s/hub --listen files.native=tcp://127.0.0.1:%d"
        .formatted(usher(), folder, Mover.PORT);
  }

  private static Path usher() {
    return Contender.HOME.resolve("../usher");
  }
}
