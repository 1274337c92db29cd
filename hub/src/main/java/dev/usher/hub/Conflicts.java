package dev.usher.hub;

import dev.usher.services.files.Conflict;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// What to do where a name is taken, as a word.
final class Conflicts implements ITypeConverter<Conflict>, Iterable<String> {
  @Override
  public Conflict convert(String word) {
    return switch (word) {
      case "refuse" -> Conflict.REFUSE;
      case "rename" -> Conflict.RENAME;
      case "replace" -> Conflict.REPLACE;
      default ->
          throw new TypeConversionException("\"" + word + "\" is not refuse, rename or replace");
    };
  }

  @Override
  public Iterator<String> iterator() {
    return List.of("refuse", "rename", "replace").iterator();
  }
}
