package dev.usher.services.files;

import dev.usher.services.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// The file service: one store and its doors.
public final class FileService {
  private FileService() {}

  /// With the doors `files.native` and `files.upload`. Nothing is made before one of them opens.
  ///
  /// @param data the folder in which it keeps `files/`, which everybody may look into, and
  ///   `partial/`, which holds what has not arrived in full; and `files.log`
  public static Service create(Path data, StoreLimits limits) {
    return create(data, limits, _ -> {});
  }

  /// The same.
  ///
  /// @param news told of everything that comes by `files.upload`, on any thread: one line, which
  ///   may have in it whatever strangers sent
  public static Service create(Path data, StoreLimits limits, Consumer<String> news) {
    Shelf shelf = new Shelf(data.resolve("files"), data.resolve("partial"), limits);
    UploadDoor upload = new UploadDoor(shelf, data.resolve("files.log"), news);
    return new Service("files", List.of(new NativeDoor(shelf), upload), shelf);
  }
}
