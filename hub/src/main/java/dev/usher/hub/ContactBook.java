package dev.usher.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Whom the user knows: a TOML file of lines `NAME = "ADDRESS"`, which people may edit. What they
/// wrote in it stays as it is (rule H12).
///
/// @param file where it is, or would be
/// @param text what stands in it
/// @param contacts those in it, in its order
record ContactBook(Path file, String text, List<Contact> contacts) {
  private static final int LARGEST = 1024 * 1024;

  /// The user's own.
  static Path usualFile() {
    return DataFolder.config(
            System.getProperty("os.name"),
            Path.of(System.getProperty("user.home")),
            System.getenv())
        .resolve("contacts.toml");
  }

  /// Reads it; one that is not there has nobody in it.
  ///
  /// @throws Complaint when it cannot be read or is wrong, with the line
  static ContactBook read(Path file) throws Complaint {
    try {
      if (Files.size(file) > LARGEST)
        throw Complaint.failure(file + " is no contact book: too long");
      return parse(file, Files.readString(file));
    } catch (NoSuchFileException _) {
      return new ContactBook(file, "", List.of());
    } catch (CharacterCodingException _) {
      throw Complaint.failure(
          "the contact book " + file + " is not UTF-8; save it as UTF-8 in your editor");
    } catch (IOException e) {
      throw Complaint.failure("cannot read the contact book " + file + ": " + DataFolder.cause(e));
    }
  }

  static ContactBook parse(Path file, String text) throws Complaint {
    TomlTable toml;
    try {
      toml = TomlText.parse(text);
    } catch (TomlMistake e) {
      throw wrong(file, TomlPosition.positionAt(e.line(), e.column()), e.getMessage());
    }
    List<Contact> contacts = new ArrayList<>();
    for (Map.Entry<String, Object> each : toml.entrySet()) {
      TomlPosition at = toml.inputPositionOf(List.of(each.getKey()));
      try {
        if (!(each.getValue() instanceof String address)) {
          throw Complaint.usage("an address in quotes must follow: " + each.getKey() + " = \"…\"");
        }
        contacts.add(Contact.of(each.getKey(), address));
      } catch (Complaint e) {
        throw wrong(file, at, e.getMessage());
      }
    }
    return new ContactBook(file, text, List.copyOf(contacts));
  }

  private static Complaint wrong(Path file, @Nullable TomlPosition at, String why) {
    String line = at == null ? "" : ", line " + at.line();
    return Complaint.failure("the contact book " + file + line + ": " + why);
  }

  /// Whoever has this name.
  @Nullable Contact named(String name) {
    for (Contact each : contacts) if (each.name().equals(name)) return each;
    return null;
  }

  /// The same with one more, at the end; or with another address of one that is there, at its
  /// place.
  ContactBook with(Contact added) throws Complaint {
    String line = key(added.name()) + " = \"" + added.written() + "\"\n";
    String begun = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    List<Contact> expected = new ArrayList<>(contacts);
    Contact known = named(added.name());
    if (known == null) {
      expected.add(added);
      return changed(begun + line, expected);
    }
    expected.set(expected.indexOf(known), added);
    return changed(replaced(begun, known.name(), line), expected);
  }

  /// The same without somebody.
  ContactBook without(Contact removed) throws Complaint {
    List<Contact> expected = new ArrayList<>(contacts);
    expected.remove(removed);
    return changed(replaced(text, removed.name(), ""), expected);
  }

  /// Bare where TOML allows it.
  private static String key(String name) {
    boolean bare = name.chars().allMatch(c -> c < 0x7f);
    return bare ? name : "\"" + name + "\"";
  }

  private static String replaced(String text, String name, String line) {
    TomlPosition at = Toml.parse(text).inputPositionOf(List.of(name)); // which was read before
    if (at == null) return text;
    int begin = 0;
    for (int i = 1; i < at.line(); i++) begin = text.indexOf('\n', begin) + 1;
    int end = text.indexOf('\n', begin) + 1;
    return text.substring(0, begin) + line + text.substring(end == 0 ? text.length() : end);
  }

  /// Changing text by lines fits how people write such files, but not all that TOML allows: so it
  /// is read again, and must say what was meant.
  private ContactBook changed(String text, List<Contact> expected) throws Complaint {
    try {
      ContactBook changed = parse(file, text);
      if (changed.contacts.equals(expected)) return changed;
    } catch (Complaint _) {
      // then it is not what was meant
    }
    throw Complaint.failure(
        "cannot change " + file + " without spoiling it; please edit it yourself");
  }

  /// A change of what stands in the book.
  @FunctionalInterface
  interface Change {
    /// The book as it is to be.
    ContactBook of(ContactBook book) throws Complaint;
  }

  /// Reads it, changes it and writes it, one process at a time: of two that change it at the same
  /// moment neither loses what the other has added. Not for several threads.
  ///
  /// The lock is on a file beside it, since the book itself is replaced when it is written.
  static void change(Path file, Change change) throws Complaint {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock(); // which goes with the channel, or with the process
        change.of(read(file)).write();
      }
    } catch (IOException e) {
      throw Complaint.failure("cannot write the contact book " + file + ": " + DataFolder.cause(e));
    }
  }

  /// Writes it, whole or not at all.
  void write() throws Complaint {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      WholeFile.write(file, text);
    } catch (IOException e) {
      throw Complaint.failure("cannot write the contact book " + file + ": " + DataFolder.cause(e));
    }
  }
}
