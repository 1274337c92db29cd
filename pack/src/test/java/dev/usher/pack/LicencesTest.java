package dev.usher.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LicencesTest {
  @TempDir private Path folder;
  private Path jar = Path.of("");

  @BeforeEach
  void aJarWithANotice() throws IOException {
    jar = folder.resolve("a.jar");
    jar("META-INF/NOTICE.txt", "by us");
    Files.writeString(folder.resolve("b.txt"), "do as you like");
  }

  @Test
  void aJarsOwnNoticesAndTheTextKeptForItAreWritten() throws IOException, Trouble {
    licences("g = BSD-3-Clause b.txt").write(List.of(library()), folder.resolve("to"));

    assertThat(folder.resolve("to/a/NOTICE.txt")).hasContent("by us");
    assertThat(folder.resolve("to/a/LICENSE")).hasContent("do as you like");
    assertThat(folder.resolve("to/README"))
        .content()
        .contains("a                    1        BSD-3");
  }

  @Test
  void aLibraryThatNobodyLookedUpStopsThePacking() throws IOException {
    Licences licences = licences("other = Apache-2.0");

    assertThatThrownBy(() -> licences.identifier(library()))
        .isInstanceOf(Trouble.class)
        .hasMessageStartingWith("nobody has looked up the licence of g; add it to ");
  }

  @Test
  void aLicenceThatIsNotTheProjectsOwnNeedsItsText() throws IOException {
    Licences licences = licences("g = MIT");
    jar("x", "");

    assertThatThrownBy(() -> licences.write(List.of(library()), folder.resolve("to")))
        .hasMessageStartingWith("a has no licence text");
  }

  private void jar(String entry, String content) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry(entry));
      out.write(content.getBytes(UTF_8));
    }
  }

  private Library library() {
    return new Library("g", "a", "1", jar);
  }

  private Licences licences(String known) throws IOException {
    Files.writeString(folder.resolve("known.properties"), known);
    return Licences.of(folder);
  }
}
