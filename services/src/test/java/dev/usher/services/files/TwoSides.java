package dev.usher.services.files;

import dev.usher.services.Address;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A hub's folder, one with files to be put, and one for those that come back.
///
/// @param hub what the hub keeps
/// @param here what is put
/// @param back what is got
record TwoSides(Path hub, Path here, Path back) {
  static final Consumer<TransferEvent> SILENT = _ -> {};
  static final PutOptions PUT = put(Conflict.REFUSE);
  static final GetOptions GET = new GetOptions(Conflict.REFUSE, Durability.BATCH, 1);

  static TwoSides in(Path folder) throws IOException {
    Path here = Files.createDirectory(folder.resolve("here"));
    Path back = Files.createDirectory(folder.resolve("back"));
    return new TwoSides(folder.resolve("hub"), here, back);
  }

  static PutOptions put(Conflict conflict) {
    return new PutOptions("", conflict, Durability.BATCH, 1);
  }

  OpenHub open() throws Exception {
    return open("tcp://127.0.0.1:0");
  }

  OpenHub open(String address) throws Exception {
    return new OpenHub(hub, address);
  }

  static FileClient client(OpenHub server) {
    return client(server.port());
  }

  static FileClient client(int port) {
    return new FileClient(Address.tcp("127.0.0.1", port));
  }

  /// A file to be put, of so many bytes.
  Path file(String name, int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Path file = here.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  /// Every file under a folder by its path, with its content.
  static Map<String, String> tree(Path root) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
            byte[] hash = Blocks.sha256().digest(Files.readAllBytes(file));
            tree.put(root.relativize(file).toString(), HexFormat.of().formatHex(hash));
            return FileVisitResult.CONTINUE;
          }
        });
    return tree;
  }
}
