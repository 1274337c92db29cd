package dev.usher.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModulesTest {
  @TempDir private Path from;
  @TempDir private Path to;

  /// `user` extends `base`'s class, and has an array of `java.logging`'s.
  @BeforeEach
  void twoJarsWithoutDescriptors() throws IOException {
    jar("base", "org/base/Base", "java.lang.Object", "java.lang.String");
    jar("user", "org/user/User", "org.base.Base", "java.util.logging.Logger");
  }

  @Test
  void aJarWithoutDescriptorBecomesAModuleThatRequiresWhatItMentions() throws IOException {
    Modules.copy(from, to);

    ModuleDescriptor user = ModuleFinder.of(to).find("user").orElseThrow().descriptor();
    assertThat(user.isAutomatic()).isFalse();
    assertThat(names(user)).containsExactlyInAnyOrder("java.base", "base", "java.logging");
    assertThat(user.exports())
        .extracting(ModuleDescriptor.Exports::source)
        .containsExactly("org.user");
  }

  @Test
  void twiceTheSameBytesBecomeTheSameDescriptor() throws IOException {
    Modules.copy(from, to);
    byte[] first = descriptor();
    Tree.delete(to.resolve("user.jar"));
    Tree.delete(to.resolve("base.jar"));
    Modules.copy(from, to);

    assertThat(descriptor()).isEqualTo(first);
  }

  private byte[] descriptor() throws IOException {
    try (var reader = ModuleFinder.of(to).find("user").orElseThrow().open()) {
      return reader.open("module-info.class").orElseThrow().readAllBytes();
    }
  }

  private static Set<String> names(ModuleDescriptor module) {
    return module.requires().stream().map(Requires::name).collect(Collectors.toSet());
  }

  private void jar(String name, String type, String parent, String arrayOf) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(new Attributes.Name("Automatic-Module-Name"), name);
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.ofInternalName(type),
                builder -> {
                  builder.withSuperclass(ClassDesc.of(parent));
                  builder.constantPool().classEntry(ClassDesc.of(arrayOf).arrayType());
                });
    try (JarOutputStream out =
        new JarOutputStream(Files.newOutputStream(from.resolve(name + ".jar")), manifest)) {
      out.putNextEntry(new ZipEntry(type + ".class"));
      out.write(bytes);
    }
  }
}
