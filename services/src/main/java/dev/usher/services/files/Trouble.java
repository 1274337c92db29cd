package dev.usher.services.files;

/// Why something could not be done with a file.
public enum Trouble {
  /// The name breaks the rules for names.
  BAD_NAME,
  /// There is no such file or folder.
  NOT_FOUND,
  /// The name is taken by other content.
  EXISTS,
  /// The name differs from one that is there only in the case of its letters.
  TAKEN,
  /// It is not a file.
  NOT_A_FILE,
  /// It is not a folder.
  NOT_A_FOLDER,
  /// The folder is not empty.
  NOT_EMPTY,
  /// The disk is full, or nearly.
  NO_SPACE,
  /// The store may not hold so much.
  OVER_QUOTA,
  /// The source changed while it was sent.
  CHANGED,
  /// It may not be done through this door.
  FORBIDDEN,
  /// Something else, told by the text.
  FAILED
}
