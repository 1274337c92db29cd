package dev.usher.services.files;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A folder held open, and the only way to what is in it. No name given here is followed out of it,
/// whatever somebody makes of the folders and links meanwhile. A name is one component. Safe for
/// several threads; what uses a closed one fails, and never touches another.
sealed interface Folder extends AutoCloseable permits LinuxFolder, PlainFolder {
  /// Opens a folder of the system, by whatever links lead to it.
  ///
  /// @throws StoreException `NOT_FOUND`, `NOT_A_FOLDER`
  static Folder open(Path path) throws StoreException {
    return LinuxFolder.AVAILABLE ? LinuxFolder.open(path) : PlainFolder.open(path);
  }

  /// A folder in this one, however deep. No link is followed on the way.
  ///
  /// @throws StoreException `NOT_FOUND`, `NOT_A_FOLDER`
  Folder folder(StorePath path) throws StoreException;

  /// What is known of a name; null when there is none.
  @Nullable Facts facts(String name) throws StoreException;

  /// What is known of what is in this folder, however deep; null when it is not there.
  ///
  /// @throws StoreException `NOT_A_FOLDER` when the way leads over what is none
  @Nullable Facts facts(StorePath path) throws StoreException;

  /// What is known of this folder.
  Facts facts() throws StoreException;

  /// Whether this folder was deleted, so that nothing can be put there any more, even if there is
  /// another of its name.
  boolean isGone() throws StoreException;

  /// Opens a file for reading.
  ///
  /// @throws StoreException `NOT_FOUND`, `NOT_A_FILE`
  StoredFile read(String name, StorePath path) throws StoreException;

  /// The whole content of a short file in this folder, however deep, with as few system calls as
  /// can be; null when it is not what is expected, or changes meanwhile.
  ///
  /// @throws StoreException `NOT_FOUND`, `NOT_A_FILE`, `NOT_A_FOLDER`
  byte @Nullable [] content(StorePath path, Entry expected) throws StoreException;

  /// A new file, to be read and written, that its owner may run if so wanted.
  ///
  /// @throws StoreException `EXISTS`
  FileChannel create(String name, boolean executable) throws StoreException;

  /// A file that is there, to be read and written; null when there is none.
  @Nullable FileChannel reopen(String name) throws StoreException;

  /// A new file with all that belongs to it, and as few system calls as can be.
  ///
  /// @throws StoreException `EXISTS`
  void put(String name, ByteBuffer content, Instant modified, boolean executable)
      throws StoreException;

  /// Sets when a file was last changed.
  void touch(String name, Instant modified) throws StoreException;

  /// False when the name is taken.
  boolean makeFolder(String name) throws StoreException;

  /// False when there is no such file.
  boolean deleteFile(String name) throws StoreException;

  /// False when there is no such folder.
  ///
  /// @throws StoreException `NOT_EMPTY`
  boolean deleteFolder(String name) throws StoreException;

  /// Moves a file and gives it a name; false, and nothing is done, when the name is taken.
  boolean move(String name, Folder to, String as) throws StoreException;

  /// Moves a file over another one, in one step.
  ///
  /// @throws StoreException `NOT_A_FILE` when the other is a folder
  void moveOver(String name, Folder to, String as) throws StoreException;

  /// Tells every name in it.
  void names(Consumer<String> to) throws StoreException;

  /// Forces its names to the disk. Blocks; on a virtual thread it holds the carrier.
  void force() throws StoreException;

  /// Forces a file in it to the disk. Blocks as [#force] does.
  void force(String name) throws StoreException;

  /// The same; what was deleted meanwhile need not be kept.
  default void forceIfThere(String name) throws StoreException {
    try {
      force(name);
    } catch (StoreException e) {
      if (e.trouble() != Trouble.NOT_FOUND) throw e;
    }
  }

  /// Forces the whole file system to the disk; false where that cannot be done. Blocks as [#force]
  /// does.
  boolean forceAll() throws StoreException;

  @Override
  void close();
}
