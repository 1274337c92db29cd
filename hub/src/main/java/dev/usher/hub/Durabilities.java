package dev.usher.hub;

import dev.usher.services.files.Durability;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// When a file may be called stored, as a word.
final class Durabilities implements ITypeConverter<Durability>, Iterable<String> {
  @Override
  public Durability convert(String word) {
    return switch (word) {
      case "none" -> Durability.NONE;
      case "batch" -> Durability.BATCH;
      case "each" -> Durability.EACH;
      default -> throw new TypeConversionException("\"" + word + "\" is not none, batch or each");
    };
  }

  @Override
  public Iterator<String> iterator() {
    return List.of("none", "batch", "each").iterator();
  }
}
