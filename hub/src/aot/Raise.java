import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Writes a jar's classes anew in the format of Java 25, with the same instructions.
///
/// The ahead-of-time cache skips classes of Java 5's format, which have no stack maps. picocli's
/// have it, to run on anything; and without picocli the cache saves half of what it could.
final class Raise {
  /// Stack maps came with version 50.
  private static final int FIRST_WITH_STACK_MAPS = 50;

  private static final ClassTransform RAISE =
      ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL) // makes the stack maps
          .andThen((builder, element) ->
              builder.with(
                  element instanceof ClassFileVersion
                      ? ClassFileVersion.of(ClassFile.JAVA_25_VERSION, 0)
                      : element));

  private Raise() {}

  static void jar(Path jar) throws IOException {
    var raised = jar.resolveSibling("raised"); // no .jar: should this end here, Java looks past it
    try (var classes = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
        var in = new ZipInputStream(Files.newInputStream(jar));
        var out = new ZipOutputStream(Files.newOutputStream(raised))) {
      var format = ClassFile.of(ClassHierarchyResolverOption.of(resolver(classes)));
      for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
        var copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        var bytes = in.readAllBytes();
        out.write(entry.getName().endsWith(".class") ? raised(format, bytes) : bytes);
      }
    }
    Files.move(raised, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static ClassHierarchyResolver resolver(ClassLoader classes) {
    return ClassHierarchyResolver.ofResourceParsing(classes)
        .orElse(ClassHierarchyResolver.defaultResolver());
  }

  private static byte[] raised(ClassFile format, byte[] bytes) {
    var parsed = format.parse(bytes);
    return parsed.majorVersion() < FIRST_WITH_STACK_MAPS
        ? format.transformClass(parsed, RAISE)
        : bytes;
  }
}
