package dev.usher.services.files;

import dev.usher.services.Service;
import java.nio.file.Path;
import java.util.List;

/// The file service: one store and its doors.
public final class FileService {
  private FileService() {}

  /// With the doors `files.native` and `files.upload`. Nothing is made before one of them opens.
  ///
  /// @param data the folder in which it keeps `files/`, which everybody may look into, and
  ///   `partial/`, which holds what has not arrived in full
  public static Service create(Path data, StoreLimits limits) {
    Shelf shelf = new Shelf(data.resolve("files"), data.resolve("partial"), limits);
    return new Service("files", List.of(new NativeDoor(shelf)), shelf);
  }
}
