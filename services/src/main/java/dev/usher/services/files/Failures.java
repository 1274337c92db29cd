package dev.usher.services.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// The sentences for what goes wrong with a file, each in one place.
final class Failures {
  private Failures() {}

  static StoreException notFound(String what) {
    return new StoreException(Trouble.NOT_FOUND, "there is no " + what);
  }

  static StoreException exists(String what) {
    return new StoreException(
        Trouble.EXISTS,
        what + " is there already, with other content; rename yours, or ask to replace it");
  }

  static StoreException taken(String what, String by) {
    return new StoreException(
        Trouble.TAKEN,
        what + " differs only in its letters' case from " + by + ", which is there; rename one");
  }

  static StoreException notAFile(String what) {
    return new StoreException(Trouble.NOT_A_FILE, what + " is there, and is not a file");
  }

  static StoreException notAFolder(String what) {
    return new StoreException(Trouble.NOT_A_FOLDER, what + " leads over what is not a folder");
  }

  static StoreException notEmpty(String what) {
    return new StoreException(
        Trouble.NOT_EMPTY, what + " is not empty; delete what is in it first");
  }

  static StoreException noSpace() {
    return new StoreException(
        Trouble.NO_SPACE, "the disk is full; free some space, and send it again to go on");
  }

  static StoreException otherDevice(String what) {
    return new StoreException(
        Trouble.FAILED,
        what + " is on another file system than the partial files; nothing can be put there");
  }

  static StoreException closed() {
    return failed("the store is closed");
  }

  static StoreException failed(String text) {
    return new StoreException(Trouble.FAILED, text);
  }

  /// What Java reports, as what the store reports.
  static StoreException of(IOException e, String what) {
    return switch (e) {
      case StoreException known -> known;
      case NoSuchFileException _ -> notFound(what);
      case FileAlreadyExistsException _ -> exists(what);
      case NotDirectoryException _ -> notAFolder(what);
      case DirectoryNotEmptyException _ -> notEmpty(what);
      case AccessDeniedException _ ->
          failed(what + ": the system does not allow it; look at who owns the folder");
      case FileSystemException system -> failed(what + ": " + system.getReason());
      default -> failed(what + ": " + e.getMessage());
    };
  }
}
