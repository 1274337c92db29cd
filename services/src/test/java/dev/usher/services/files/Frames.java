package dev.usher.services.files;

import dev.usher.kit.FramingException;
import dev.usher.kit.ReadBuffer;
import dev.usher.kit.WriteBuffer;
import java.time.Instant;
import java.util.List;

/// One of each kind of frame, and what they are as bytes.
final class Frames {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.000000001Z");
  private static final Entry ENTRY =
      new Entry("größe/文件.txt", Entry.Kind.FILE, 1L << 40, NOON, true);
  private static final byte[] HASH = new byte[Blocks.HASH];

  static final List<Frame> ALL =
      List.of(
          new Frame.Hello(1, 0x8000_0001),
          new Frame.ListFiles("*.txt", true),
          new Frame.Stat("a"),
          new Frame.Delete("a/b"),
          new Frame.MakeFolder(""),
          new Frame.Put(Conflict.REPLACE, Durability.EACH),
          new Frame.Get(List.of("a", "", "😀")),
          new Frame.Item(ENTRY),
          new Frame.Done(),
          new Frame.No(Trouble.FAILED, "no"),
          new Frame.Offer(Integer.MAX_VALUE, ENTRY, -1),
          new Frame.Offered(1, Long.MAX_VALUE),
          new Frame.Missing("a", Trouble.NOT_FOUND, "gone"),
          new Frame.Begun(0, 5),
          new Frame.Want(3, 0, 2, List.of(HASH, HASH)),
          new Frame.Want(3, 7, 1, List.of()),
          new Frame.Same(3, 1),
          new Frame.Piece(3, 1, 262_144, 5, -7, HASH),
          new Frame.Piece(3, 1, 0, 5, 7, new byte[0]),
          new Frame.Small(4, HASH, new byte[] {1, 2, 3}),
          new Frame.Confirm(3, HASH),
          new Frame.Unchanged(3),
          new Frame.Failed(3, Trouble.CHANGED, "changed"),
          new Frame.Progress(3, 2, 1),
          new Frame.Stored(3, "a (2)", HASH, Durability.BATCH, NOON, false),
          new Frame.Refused(3, Trouble.NO_SPACE, "full"),
          new Frame.Elsewhere(3),
          new Frame.Over());

  private Frames() {}

  static byte[] bytes(Frame frame) {
    WriteBuffer out = new WriteBuffer();
    FrameFraming.INSTANCE.write(frame, out);
    return out.toBytes();
  }

  /// The frame that these bytes are, all of them.
  static Frame frame(byte[] bytes) throws FramingException {
    ReadBuffer in = ReadBuffer.of(bytes);
    Frame frame = FrameFraming.INSTANCE.read(in);
    if (frame == null || in.size() > 0) throw new AssertionError("not one frame");
    return frame;
  }
}
