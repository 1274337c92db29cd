package dev.usher.hub;

import java.nio.charset.Charset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Encodings by their names.
final class Encodings implements ITypeConverter<Charset> {
  @Override
  public Charset convert(String name) {
    try {
      Charset charset = Charset.forName(name);
      if (charset.canEncode()) return charset;
    } catch (IllegalArgumentException _) {
      // not a name, or not of an encoding: told below
    }
    throw new TypeConversionException(
        "\"" + name + "\" is no encoding to write in; there are UTF-8, GBK, ISO-8859-1 and others");
  }
}
