package dev.usher.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/// The steps, in a folder for what is in the making.
///
/// @param templates what goes along with the hub: launcher, unit, sample configuration
record Packing(Request request, Libraries libraries, Platform platform, Path templates, Path work) {
  /// Runs them all, and returns the files that were made.
  List<Path> run(long time) throws IOException, InterruptedException, Trouble {
    String version = libraries.version();
    String name = "usher-" + version + "-" + platform.name();
    Path tree = Files.createDirectory(work.resolve(name));
    layOut(tree);

    say("compressing …");
    Files.createDirectories(request.out());
    Debian debian = new Debian(tree, templates, Files.createDirectory(work.resolve("debian")));
    debian.layOut();
    Path archive = work.resolve(name + ".tar.xz");
    int level = request.fast() ? Archive.FAST : Archive.SMALL;
    Archive compressing = Archive.start(work, name, time, level, archive);
    debian.start(time, level).await();
    Path debianFile = work.resolve("usher_" + version + "_" + platform.debian() + ".deb");
    debian.write(debianFile, values(), time);
    compressing.await();
    return List.of(publish(archive), publish(debianFile));
  }

  private void layOut(Path tree) throws IOException, InterruptedException, Trouble {
    say("linking the image …");
    Path modules = Files.createDirectory(work.resolve("modules"));
    Modules.copy(libraries.folder(), modules);
    Path image = tree.resolve("runtime");
    Image.link(Image.ROOTS, modules, image);
    Image.prune(image);

    Path launcher = tree.resolve("bin", "usher");
    Template.copy(templates.resolve("usher"), launcher, values());
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(tree.resolve("usher"), Path.of("bin/usher"));
    Template.copy(templates.resolve("README"), tree.resolve("README"), values());
    for (String each : List.of("usher.service", "usher.toml")) {
      Files.copy(templates.resolve(each), tree.resolve(each));
    }

    Utf8Locale.copy(tree.resolve("locale"));

    Path cache = tree.resolve("usher.aot");
    if (request.cache().isPresent()) {
      Files.copy(request.cache().get(), cache);
    } else {
      say("training the ahead-of-time cache …");
      Cache.train(image, request.modules(), cache);
    }
    Completions.write(launcher, templates, tree.resolve("completions"));

    Licences licences = Licences.of(templates.resolve("licenses"));
    Files.copy(request.home().resolve("LICENSE"), tree.resolve("LICENSE"));
    licences.write(libraries.all(), tree.resolve("licenses"));
    Files.writeString(
        tree.resolve("sbom.cdx.json"), new Sbom(libraries, licences, modules).text(image));
  }

  private Map<String, String> values() {
    return Map.of(
        "VERSION", libraries.version(),
        "DEBIAN", platform.debian(),
        "MODULES", String.join(" ", request.modules()));
  }

  /// A file gets its name when it is whole.
  private Path publish(Path made) throws IOException {
    Path to = request.out().resolve(made.getFileName());
    Path partial = request.out().resolve("." + made.getFileName());
    Files.copy(made, partial, StandardCopyOption.REPLACE_EXISTING);
    return Files.move(partial, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void say(String what) {
    System.err.println("usher: " + what);
  }
}
