package dev.usher.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class ImageTest {
  @TempDir private Path folder;

  /// The order of jlink's plugins is one of two by chance, so once would prove little.
  @RepeatedTest(4)
  void twiceTheSameModulesBecomeTheSameImage() throws Exception {
    Path modules = Files.createDirectory(folder.resolve("modules"));
    for (String name : List.of("a", "b")) {
      Image.link(List.of("java.base"), modules, folder.resolve(name));
    }

    assertThat(folder.resolve("b/lib/modules"))
        .hasSameBinaryContentAs(folder.resolve("a/lib/modules"));
  }
}
