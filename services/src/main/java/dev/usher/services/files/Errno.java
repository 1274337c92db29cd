package dev.usher.services.files;

/// What Linux says when it does not do something, sorted once.
final class Errno {
  static final int NOT_PERMITTED = -1;
  static final int NOT_FOUND = -2;
  static final int INTERRUPTED = -4;
  static final int NO_DEVICE = -6;
  static final int AGAIN = -11;
  static final int EXISTS = -17;
  static final int OTHER_DEVICE = -18;
  static final int INVALID = -22;
  static final int LINK = -40;
  static final int NOT_SUPPORTED = -95;

  private static final int ACCESS = -13;
  private static final int NOT_A_FOLDER = -20;
  private static final int IS_A_FOLDER = -21;
  private static final int ALL_OPEN = -23;
  private static final int TOO_MANY_OPEN = -24;
  private static final int TOO_BIG = -27;
  private static final int NO_SPACE = -28;
  private static final int READ_ONLY = -30;
  private static final int TOO_LONG = -36;
  private static final int NOT_EMPTY = -39;
  private static final int DISK_QUOTA = -122;

  private Errno() {}

  /// Whether the file system lacks an operation, which something else must stand in for.
  static boolean lacks(int result) {
    return result == INVALID || result == NOT_PERMITTED || result == NOT_SUPPORTED;
  }

  /// @param what the name that it was about
  static StoreException exception(int result, String what) {
    return switch (result) {
      case NOT_FOUND -> Failures.notFound(what);
      case EXISTS -> Failures.exists(what);
      case NOT_A_FOLDER, LINK -> Failures.notAFolder(what);
      case IS_A_FOLDER, NO_DEVICE -> Failures.notAFile(what);
      case NOT_EMPTY -> Failures.notEmpty(what);
      case NO_SPACE, DISK_QUOTA -> Failures.noSpace();
      case OTHER_DEVICE -> Failures.otherDevice(what);
      case TOO_BIG -> Failures.failed(what + " is larger than the file system can hold");
      case TOO_LONG -> Failures.failed(what + " is longer than the file system allows for a name");
      case READ_ONLY -> Failures.failed(what + ": the file system is read-only");
      case ACCESS, NOT_PERMITTED ->
          Failures.failed(what + ": the system does not allow it; look at who owns the folder");
      case ALL_OPEN, TOO_MANY_OPEN ->
          Failures.failed(what + ": too many files are open; raise the limit (ulimit -n)");
      default -> Failures.failed(what + ": the system says error " + -result);
    };
  }
}
