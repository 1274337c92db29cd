package dev.usher.pack;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ModuleDesc;
import java.lang.constant.PackageDesc;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Gives a descriptor to each jar that has none, since jlink links no automatic modules: it keeps
/// the automatic module's name, exports everything, and requires what its classes mention.
final class Modules {
  private Modules() {}

  /// Copies jars into another folder, all of them modules there.
  static void copy(Path from, Path to) throws IOException {
    Map<String, String> owners = owners(from);
    for (ModuleReference each : ModuleFinder.of(from).findAll()) {
      Path jar = Path.of(each.location().orElseThrow());
      Path copy = to.resolve(jar.getFileName().toString());
      ModuleDescriptor descriptor = each.descriptor();
      if (descriptor.isAutomatic()) {
        add(jar, copy, descriptor(descriptor, required(each, owners)));
      } else {
        Files.copy(jar, copy);
      }
    }
  }

  /// The module of each package.
  private static Map<String, String> owners(Path jars) {
    Map<String, String> owners = new HashMap<>();
    for (ModuleFinder finder :
        new ModuleFinder[] {ModuleFinder.ofSystem(), ModuleFinder.of(jars)}) {
      for (ModuleReference each : finder.findAll()) {
        each.descriptor().packages().forEach(p -> owners.put(p, each.descriptor().name()));
      }
    }
    return owners;
  }

  private static Set<String> required(ModuleReference module, Map<String, String> owners)
      throws IOException {
    Set<String> required = new TreeSet<>(Set.of("java.base"));
    try (ModuleReader reader = module.open()) {
      for (String name : reader.list().filter(each -> each.endsWith(".class")).toList()) {
        byte[] bytes = reader.read(name).orElseThrow().array();
        for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
          if (!(entry instanceof ClassEntry mentioned)) continue;
          String owner = owners.get(packageOf(mentioned.asInternalName()));
          if (owner != null) required.add(owner);
        }
      }
    }
    required.remove(module.descriptor().name());
    return required;
  }

  private static String packageOf(String internalName) {
    int from = internalName.lastIndexOf('[') + 1; // an array of a class is written [Lpackage/Class;
    String name = internalName.substring(from == 0 ? 0 : from + 1);
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash).replace('/', '.');
  }

  private static byte[] descriptor(ModuleDescriptor module, Set<String> required) {
    return ClassFile.of()
        .buildModule(
            ModuleAttribute.of(
                ModuleDesc.of(module.name()),
                builder -> {
                  module.rawVersion().ifPresent(builder::moduleVersion);
                  for (String name : required) {
                    int flags = name.equals("java.base") ? AccessFlag.MANDATED.mask() : 0;
                    builder.requires(ModuleDesc.of(name), flags, null);
                  }
                  for (String name : new TreeSet<>(module.packages())) {
                    builder.exports(PackageDesc.of(name), 0);
                  }
                }));
  }

  private static void add(Path jar, Path copy, byte[] descriptor) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
      out.putNextEntry(new ZipEntry("module-info.class"));
      out.write(descriptor);
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        in.transferTo(out);
      }
    }
  }
}
