package dev.usher.services.time;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What time zones are called at a time: `CEST`, `EST`, `+1030`. Java's rules know offsets only, so
/// the names come from the system's zone files. Each is read once.
final class ZoneNames {
  private static final DateTimeFormatter JAVAS = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);
  private static final long LARGEST_FILE = 1 << 20; // bytes; they have some thousands

  private final Path folder;
  private final ConcurrentHashMap<String, Optional<ZoneFile>> files = new ConcurrentHashMap<>();

  private static final ZoneNames SYSTEM = system(System::getenv);

  ZoneNames(Path folder) {
    this.folder = folder;
  }

  static ZoneNames system(Function<String, @Nullable String> environment) {
    String set = environment.apply("TZDIR");
    return new ZoneNames(Path.of(set == null || set.isEmpty() ? "/usr/share/zoneinfo" : set));
  }

  /// What the time's zone is called then.
  static String of(ZonedDateTime time) {
    return SYSTEM.name(time);
  }

  String name(ZonedDateTime time) {
    ZoneId zone = time.getZone();
    if (zone instanceof ZoneOffset offset) return name(offset);
    // Only names that Java knows become a path: others may come from strangers.
    if (!ZoneId.getAvailableZoneIds().contains(zone.getId())) return name(time.getOffset());
    @Nullable ZoneFile file = files.computeIfAbsent(zone.getId(), this::read).orElse(null);
    String name =
        file == null ? null : file.name(time.toEpochSecond(), time.getOffset().getTotalSeconds());
    return name == null ? JAVAS.format(time) : name;
  }

  /// As POSIX's numeric names have it.
  private static String name(ZoneOffset offset) {
    if (offset.equals(ZoneOffset.UTC)) return "UTC";
    String text = offset.getId().replace(":", "");
    return offset.getTotalSeconds() % 3600 == 0 ? text.substring(0, 3) : text;
  }

  private Optional<ZoneFile> read(String id) {
    try {
      Path file = folder.resolve(id);
      if (Files.size(file) > LARGEST_FILE) return Optional.empty();
      return Optional.of(ZoneFile.parse(ByteBuffer.wrap(Files.readAllBytes(file))));
    } catch (IOException | RuntimeException _) {
      return Optional.empty(); // not there, or not one: Java has a name too
    }
  }
}
