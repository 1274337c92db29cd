package dev.usher.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The ahead-of-time cache of an image: what typical commands load, loaded.
///
/// It is all that differs between two packs of the same sources. It is a picture of the heap and
/// the metadata of a process that ran, with threads that took turns as the system let them,
/// identity hashes drawn at random, and counts of what was called how often.
final class Cache {
  private Cache() {}

  /// The module options must be those of the launcher, or the cache's module graph is not used.
  static void train(Path image, List<String> modules, Path cache)
      throws IOException, InterruptedException, Trouble {
    List<String> command = new ArrayList<>();
    command.add(Image.java(image).toString());
    command.add("-XX:AOTCacheOutput=" + cache);
    command.addAll(modules);
    command.add("--module=dev.usher.hub/dev.usher.hub.Training");
    String output = Tool.output(command);
    if (!Files.exists(cache)) throw new Trouble("no ahead-of-time cache was made: " + output);
  }
}
