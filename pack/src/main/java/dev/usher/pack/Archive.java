package dev.usher.pack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// An archive in the making, by `tar` and `xz`.
///
/// The same files give the same bytes: they are sorted, and belong to nobody in particular; times,
/// permissions and the compressor's settings are given, and it works in one thread, since several
/// would cut the content where their number says.
final class Archive {
  static final int SMALL = 6;
  static final int FAST = 1;

  private final List<Process> processes;

  private Archive(List<Process> processes) {
    this.processes = processes;
  }

  /// Begins to write `names` of `folder` to a file. Several archives may be in the making at once.
  static Archive start(Path folder, String names, long time, int level, Path to)
      throws IOException {
    ProcessBuilder tar =
        new ProcessBuilder(
            "tar",
            "--create",
            "--directory=" + folder,
            "--format=gnu",
            "--sort=name",
            "--mtime=@" + time,
            "--owner=root:0",
            "--group=root:0",
            "--mode=u=rwX,go=rX",
            names);
    ProcessBuilder xz =
        new ProcessBuilder("xz", "--threads=1", "-" + level, "--check=crc64", "--stdout");
    tar.environment().put("LC_ALL", "C"); // the order of names
    for (ProcessBuilder each : List.of(tar, xz)) {
      each.environment().remove("TAR_OPTIONS");
      each.environment()
          .keySet()
          .removeIf(name -> name.equals("XZ_OPT") || name.equals("XZ_DEFAULTS"));
      each.redirectError(ProcessBuilder.Redirect.INHERIT);
    }
    xz.redirectOutput(new File(to.toString()));
    return new Archive(ProcessBuilder.startPipeline(List.of(tar, xz)));
  }

  void await() throws InterruptedException, Trouble {
    for (Process each : processes) {
      if (each.waitFor() != 0) throw new Trouble("tar or xz failed; the reason stands above");
    }
  }
}
