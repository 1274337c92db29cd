package dev.usher.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A hub's settings in a TOML file, of which `src/pack/usher.toml` is a sample.
final class ConfigFile {
  private static final int LARGEST = 1024 * 1024; // bytes; the sample with everything has 6,000

  private ConfigFile() {}

  /// What it says.
  ///
  /// @throws Complaint when it cannot be read or has mistakes, of which all are told, or the first
  ///   when it is no TOML
  static Told read(Path file, Known known) throws Complaint {
    return parse(file, text(file), known);
  }

  private static String text(Path file) throws Complaint {
    try {
      if (Files.isDirectory(file)) throw wrong(file, "it is a folder");
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(LARGEST + 1);
      }
      if (bytes.length > LARGEST) throw wrong(file, "it is longer than 1 MiB");
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw wrong(file, "it is not UTF-8; save it as UTF-8 in your editor");
    } catch (NoSuchFileException _) {
      throw wrong(file, "there is no such file");
    } catch (IOException e) {
      throw wrong(file, DataFolder.cause(e));
    }
  }

  private static Complaint wrong(Path file, String why) {
    return Complaint.usage("--config: cannot use " + file + ": " + why);
  }

  /// What a text says that stands in this file.
  static Told parse(Path file, String text, Known known) throws Complaint {
    String plain = text.startsWith("\ufeff") ? text.substring(1) : text; // as Windows begins files
    try {
      return new ConfigReader(file, plain, known).read(TomlText.parse(plain));
    } catch (TomlMistake e) {
      Origin at = new Origin.InFile(file, e.line(), e.column());
      throw Complaint.usage(at.of("") + ": " + e.getMessage());
    }
  }
}
