import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Run by the build, in phase package: trains the ahead-of-time cache, which takes a third off the
/// start of every command, and leaves the file `built` for the launcher.
///
/// `built` says two things. Its time is when Maven started, before anything was compiled: a source
/// that is newer is not in the jars. Its lines are the home and the version of the JDK that made
/// the cache, since another JDK would refuse it and complain; they are missing when there is no
/// cache.
///
/// Arguments: the folder with `lib`, Maven's start time.
void main(String[] arguments) throws IOException, InterruptedException {
  var folder = Path.of(arguments[0]);
  var started = Instant.parse(arguments[1]);
  var jdk = System.getProperty("java.home");

  var built = folder.resolve("built");
  Files.writeString(
      built, trained(folder, jdk) ? jdk + "\n" + System.getProperty("java.version") + "\n" : "");
  Files.setLastModifiedTime(built, FileTime.from(started));
}

/// A cache is a convenience: without one the build says so, and goes on.
boolean trained(Path folder, String jdk) throws InterruptedException {
  try {
    try (var jars = Files.newDirectoryStream(folder.resolve("lib"), "picocli-*.jar")) {
      for (var jar : jars) {
        Raise.jar(jar);
      }
    }
    train(folder, jdk);
    return true;
  } catch (IOException | IllegalArgumentException e) {
    System.err.println("[WARNING] no AOT cache, so usher starts slowly: " + e);
    return false;
  }
}

void train(Path folder, String jdk) throws IOException, InterruptedException {
  var cache = folder.resolve("usher.aot");
  var log = folder.resolve("usher.aot.log");
  // The module options must be those of the launcher, or the cache's module graph is not used.
  var command =
      List.of(
          Path.of(jdk, "bin", "java").toString(),
          "-XX:AOTCacheOutput=" + cache,
          "--enable-native-access=dev.usher.kit,dev.usher.services,org.jline.terminal.ffm,org.jline.nativ",
          "--add-opens=java.base/java.lang=dev.usher.kit",
          "--module-path=" + folder.resolve("lib"),
          "--module=dev.usher.hub/dev.usher.hub.Training");
  var training =
      new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  training.getOutputStream().close();
  if (!training.waitFor(15, TimeUnit.MINUTES)) { // some seconds, unless the machine is busy
    training.descendants().forEach(ProcessHandle::destroyForcibly);
    training.destroyForcibly().waitFor();
  }
  if (training.exitValue() != 0 || !Files.exists(cache)) {
    throw new IOException("the reason is in " + log);
  }
}
