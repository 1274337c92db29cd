package dev.usher.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A way to move files over loopback: shell command lines of its server and its client.
///
/// @param server ends by itself when it serves one client only
/// @param needs programs without which it is left out
record Mover(String name, String server, String client, List<String> needs) {
  static final int PORT = 17_021;

  /// @param scratch the folder in which everything happens: `in/` is to be moved into `out/`
  /// @param what the name in `in/`
  static List<Mover> all(Path scratch, String what) {
    boolean folder = what.equals("small");
    String in = scratch + "/in/" + what;
    String out = scratch + "/out";
    List<Mover> all = new ArrayList<>();
    if (folder) {
      all.add(
          new Mover(
              "tar through nc",
              "nc -l -N 127.0.0.1 " + PORT + " | tar -x -C " + out,
              "tar -c -C " + scratch + "/in small | nc -N 127.0.0.1 " + PORT + "",
              List.of("nc", "tar")));
    } else {
      all.add(
          new Mover(
              "nc",
              "nc -l -N 127.0.0.1 " + PORT + " > " + out + "/" + what,
              "nc -N 127.0.0.1 " + PORT + " < " + in + "",
              List.of("nc")));
      all.add(
          new Mover(
              "nginx to curl",
              "nginx -c " + scratch + "/nginx.conf",
              "curl -sSf -o " + out + "/" + what + " http://127.0.0.1:" + PORT + "/" + what,
              List.of("nginx", "curl")));
    }
    all.add(
        new Mover(
            "rsync --daemon",
            "rsync --daemon --no-detach --config=" + scratch + "/rsync.conf",
            "rsync -r --whole-file " + in + " rsync://127.0.0.1:" + PORT + "/out/",
            List.of("rsync")));
    all.add(
        new Mover(
            "scp",
            "mkdir -p /run/sshd; exec $(command -v sshd) -D -f " + scratch + "/sshd.conf",
            "scp -q -r -P %d -i %s/key -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null %s 127.0.0.1:%s/"
                .formatted(PORT, scratch, in, out),
            List.of("sshd", "scp")));
    String usher = Contender.HOME.resolve("../usher").toString();
    String at = " --hub 127.0.0.1:" + PORT;
    String hub =
        "exec %s serve --only files.native --data %s/hub --listen files.native=tcp://127.0.0.1:%d"
            .formatted(usher, scratch, PORT);
    for (String how : List.of("none", "batch", "none --streams 2")) {
      String put = usher + " put --durability " + how + at + " " + in;
      all.add(new Mover("usher put --durability " + how, hub, put, List.of()));
    }
    String get = "cd " + out + " && " + usher + " get --durability none" + at + " " + what;
    all.add(new Mover("usher get --durability none", hub, get, List.of()));
    return all;
  }

  /// Whether its server ends with its client, when everything is written.
  boolean servesOne() {
    return server.startsWith("nc -l");
  }

  /// Whether what arrives is in the hub's store.
  boolean puts() {
    return name.startsWith("usher put");
  }

  /// Whether what is moved is in the hub's store before.
  boolean gets() {
    return name.startsWith("usher get");
  }

  boolean possible() {
    return needs.stream().allMatch(Mover::there);
  }

  private static boolean there(String program) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin";
    for (String folder : path.split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) return true;
    }
    System.err.println("left out what needs " + program + ": it is not installed");
    return false;
  }

  @Override
  public String toString() {
    return name;
  }
}
