package dev.usher.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The Debian package of a tree.
///
/// @param templates what else it needs: the folder `debian` has control's files
/// @param work a folder for what is in the making
record Debian(Path tree, Path templates, Path work) {
  private static final List<String> SCRIPTS = List.of("postinst", "prerm", "postrm");

  /// Puts each file where Debian has its like. What runs stays together, as in the archive.
  void layOut() throws IOException {
    Path root = root();
    Path program = root.resolve("usr/lib/usher");
    Tree.link(tree.resolve("bin"), program.resolve("bin"));
    Tree.link(tree.resolve("runtime"), program.resolve("runtime"));
    Tree.link(tree.resolve("locale"), program.resolve("locale"));
    link("usher.aot", "usr/lib/usher/usher.aot");
    Files.createDirectories(root.resolve("usr/bin"));
    Files.createSymbolicLink(root.resolve("usr/bin/usher"), Path.of("../lib/usher/bin/usher"));

    link("usher.toml", "etc/usher/usher.toml");
    link("usher.service", "usr/lib/systemd/system/usher.service");
    link("completions/usher.bash", "usr/share/bash-completion/completions/usher");
    link("completions/_usher", "usr/share/zsh/vendor-completions/_usher");
    link("LICENSE", "usr/share/doc/usher/LICENSE");
    link("sbom.cdx.json", "usr/share/doc/usher/sbom.cdx.json");
    Tree.link(tree.resolve("licenses"), root.resolve("usr/share/doc/usher/licenses"));
    Files.copy(
        templates.resolve("debian/copyright"), root.resolve("usr/share/doc/usher/copyright"));
  }

  /// Begins to compress the files.
  Archive start(long time, int level) throws IOException {
    return Archive.start(root(), ".", time, level, data());
  }

  /// Writes the package, once the files are compressed.
  void write(Path to, Map<String, String> values, long time)
      throws IOException, InterruptedException, Trouble {
    Path control = Files.createDirectory(work.resolve("control"));
    Map<String, String> more = new HashMap<>(values);
    more.put("KIBIBYTES", Long.toString(kibibytes()));
    Template.copy(templates.resolve("debian/control"), control.resolve("control"), more);
    Files.writeString(control.resolve("conffiles"), "/etc/usher/usher.toml\n");
    Files.writeString(control.resolve("md5sums"), sums());
    for (String script : SCRIPTS) {
      Path copy = Files.copy(templates.resolve("debian", script), control.resolve(script));
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Path archive = work.resolve("control.tar.xz");
    Archive.start(control, ".", time, Archive.SMALL, archive).await();
    Path version = Files.writeString(work.resolve("debian-binary"), "2.0\n");
    Ar.write(to, time, List.of(version, archive, data()));
  }

  private Path root() {
    return work.resolve("root");
  }

  private Path data() {
    return work.resolve("data.tar.xz");
  }

  private void link(String from, String to) throws IOException {
    Path target = root().resolve(to);
    Files.createDirectories(target.getParent());
    Files.createLink(target, tree.resolve(from));
  }

  private long kibibytes() throws IOException {
    long bytes = 0;
    for (Path each : Tree.files(root())) bytes += Files.size(each);
    return bytes / 1024;
  }

  private String sums() throws IOException {
    StringBuilder sums = new StringBuilder();
    for (Path each : Tree.files(root())) {
      Path name = root().relativize(each);
      if (!name.startsWith("etc"))
        sums.append(Hash.md5(each)).append("  ").append(name).append('\n');
    }
    return sums.toString();
  }
}
