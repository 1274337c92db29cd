package dev.usher.services.files;

import java.time.Instant;
import java.util.List;

/// What both sides of `files.native` say to each other (docs/protocols/files.md, rules N4 to N20).
/// [FrameFraming] has each one's bytes.
@SuppressWarnings("ArrayRecordComponent") // frames are written and read, and never compared
sealed interface Frame {
  /// The first of each side (N4). Of features that one side does not know, none is used.
  record Hello(int version, int features) implements Frame {}

  /// Asks for the entries that a pattern names (N6).
  record ListFiles(String pattern, boolean deep) implements Frame {}

  /// Asks what is known of one (N6).
  record Stat(String path) implements Frame {}

  /// Asks that a file or an empty folder be deleted (N7).
  record Delete(String path) implements Frame {}

  /// Asks for a folder and those above it (N7).
  record MakeFolder(String path) implements Frame {}

  /// What comes is to be stored; who asks is the source from here on (N8).
  record Put(Conflict conflict, Durability durability) implements Frame {}

  /// These are wanted; who asks is the sink from here on (N8).
  record Get(List<String> names) implements Frame {}

  /// One of the answers to a [ListFiles], or that to a [Stat] (N6).
  record Item(Entry entry) implements Frame {}

  /// It was done, or all was told (N6, N7).
  record Done() implements Frame {}

  /// It cannot be done (N9).
  record No(Trouble trouble, String text) implements Frame {}

  /// The source has this (N10).
  ///
  /// @param file counted by the source
  /// @param key tells this source's file from others of the same path, size and time
  record Offer(int file, Entry entry, long key) implements Frame {}

  /// The source has nothing more to offer (N10).
  record Offered(long files, long bytes) implements Frame {}

  /// The source could not read something that was asked for (N10).
  record Missing(String path, Trouble trouble, String text) implements Frame {}

  /// So many bytes of the file are at the sink from an earlier attempt (N11).
  record Begun(int file, long resumed) implements Frame {}

  /// The sink wants these blocks, but not those that it has: it knows a hash for each, or for none
  /// (N12).
  record Want(int file, int first, int count, List<byte[]> known) implements Frame {}

  /// The block is as the sink knows it (N12).
  record Same(int file, int block) implements Frame {}

  /// A piece of a block, which follows as a body (N13).
  ///
  /// @param crc the CRC-32C of the body
  /// @param hash the block's SHA-256 behind its last piece; empty before
  record Piece(int file, int block, int offset, int length, int crc, byte[] hash)
      implements Frame {}

  /// The only block of a small file (N14).
  record Small(int file, byte[] hash, byte[] content) implements Frame {}

  /// The sink has every block, and this is their root: is it the file? (N15)
  record Confirm(int file, byte[] root) implements Frame {}

  /// It is, and has not changed (N15).
  record Unchanged(int file) implements Frame {}

  /// The source cannot send what it has offered (N15).
  record Failed(int file, Trouble trouble, String text) implements Frame {}

  /// So much of it was found right, and is safe (N16).
  record Progress(int file, long verified, long durable) implements Frame {}

  /// It has its name (N17).
  record Stored(int file, String name, byte[] root, Durability durability, Instant at, boolean same)
      implements Frame {}

  /// The sink does not take it (N18).
  record Refused(int file, Trouble trouble, String text) implements Frame {}

  /// Another stream fetches it (N19).
  record Elsewhere(int file) implements Frame {}

  /// Everything that was offered is settled; the other side says the same (N20).
  record Over() implements Frame {}

  /// These, sent at once: nothing of its own on the wire, so that nobody receives it.
  record Several(List<Frame> frames) implements Frame {}
}
