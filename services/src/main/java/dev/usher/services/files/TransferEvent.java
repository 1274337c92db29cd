package dev.usher.services.files;

import java.time.Instant;

/// What happens in a transfer. Each file has one `Begun`, any number of `Moved` and one `Stored` or
/// `Refused`; small files may have the last alone.
public sealed interface TransferEvent {
  /// So much there is to transfer, as far as it is known; `all` when nothing will be added.
  record Found(long files, long bytes, boolean all) implements TransferEvent {}

  /// A file begins. Of it, `resumed` bytes are at the other side from an earlier attempt.
  record Begun(TransferFile file, long resumed) implements TransferEvent {}

  /// So many of its bytes, those of earlier attempts included, have left the source, were found
  /// right by the sink, and are safe on its disk. Each may go back when a block must be sent again.
  record Moved(TransferFile file, long sent, long verified, long durable)
      implements TransferEvent {}

  /// It is there, whole.
  ///
  /// @param name the path under which it is stored; another than the file's when it was renamed
  /// @param root the Merkle root of its content, in hexadecimal
  /// @param durability what was done for its safety
  /// @param at the sink's time
  /// @param same whether it was there before, with the same content
  record Stored(
      TransferFile file, String name, String root, Durability durability, Instant at, boolean same)
      implements TransferEvent {}

  /// It is not there. What was transferred of it is kept where going on makes sense.
  ///
  /// @param text for a person: why, and what to do
  record Refused(TransferFile file, Trouble trouble, String text) implements TransferEvent {}
}
