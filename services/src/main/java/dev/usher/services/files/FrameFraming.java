package dev.usher.services.files;

import dev.usher.kit.Deadlines;
import dev.usher.kit.FramingException;
import dev.usher.kit.ReadBuffer;
import dev.usher.kit.StreamFraming;
import dev.usher.kit.WriteBuffer;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// How a [Frame] is bytes (N1 to N3): a length, a type, the fields, and the CRC-32C of all that.
final class FrameFraming implements StreamFraming<Frame> {
  static final FrameFraming INSTANCE = new FrameFraming();

  /// The longest content of a [Frame.Small].
  static final int SMALL = 64 * 1024;

  private static final int LONGEST = SMALL + 64;
  private static final int CRC = 4;
  private static final int HEAD = 4;

  private FrameFraming() {}

  /// Who takes a file in may be busy with a slow disk for a while, and takes no more meanwhile:
  /// that is waited for as long as for its next word.
  static Deadlines patient(Deadlines usual) {
    return usual.write(usual.idle());
  }

  @Override
  public int limit() {
    return LONGEST;
  }

  /// Several short frames at once.
  @Override
  public int readAhead() {
    return 32 * 1024;
  }

  @Override
  public @Nullable Frame read(ReadBuffer in) throws FramingException {
    if (in.size() < HEAD) return null;
    long length = in.number(0, HEAD, ByteOrder.BIG_ENDIAN);
    if (length > LONGEST) throw new FramingException.TooLong(LONGEST);
    if (length < 1 + CRC) throw new FramingException("a frame of " + length + " bytes has no type");
    if (in.size() < HEAD + length) return null;
    byte[] bytes = in.take(HEAD + (int) length);
    int end = bytes.length - CRC;
    if (crc(bytes, end) != ByteBuffer.wrap(bytes).getInt(end)) {
      throw new FramingException("a frame was damaged on its way");
    }
    Fields fields = new Fields(ByteBuffer.wrap(bytes, HEAD, end - HEAD));
    int type = fields.u8();
    try {
      return parse(type, fields);
    } catch (BufferUnderflowException _) {
      throw new FramingException("a frame of type " + type + " ends early");
    }
  }

  @Override
  public void write(Frame frame, WriteBuffer out) {
    if (frame instanceof Frame.Several(List<Frame> frames)) {
      for (Frame each : frames) write(each, out);
      return;
    }
    byte[] fields = fields(frame).toBytes();
    if (fields.length + CRC > LONGEST) {
      throw new IllegalArgumentException("a frame of " + fields.length + " bytes is too long");
    }
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + fields.length + CRC);
    bytes.putInt(fields.length + CRC).put(fields);
    out.put(bytes.putInt(crc(bytes.array(), bytes.position())).flip());
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private static Frame parse(int type, Fields in) throws FramingException {
    return switch (type) {
      case 1 -> new Frame.Hello(in.u16(), in.i32());
      case 2 -> new Frame.ListFiles(in.text(), in.flag());
      case 3 -> new Frame.Stat(in.text());
      case 4 -> new Frame.Delete(in.text());
      case 5 -> new Frame.MakeFolder(in.text());
      case 6 -> new Frame.Put(in.one(Conflict.values()), in.one(Durability.values()));
      case 7 -> new Frame.Get(in.texts());
      case 8 -> new Frame.Item(in.entry());
      case 9 -> new Frame.Done();
      case 10 -> new Frame.No(in.one(Trouble.values()), in.text());
      case 11 -> new Frame.Offer(in.index(), in.entry(), in.i64());
      case 12 -> new Frame.Offered(in.count(), in.count());
      case 13 -> new Frame.Missing(in.text(), in.one(Trouble.values()), in.text());
      case 14 -> new Frame.Begun(in.index(), in.count());
      case 15 -> new Frame.Want(in.index(), in.index(), in.index(), in.hashes());
      case 16 -> new Frame.Same(in.index(), in.index());
      case 17 ->
          new Frame.Piece(in.index(), in.index(), in.index(), in.index(), in.i32(), in.hash());
      case 18 -> new Frame.Small(in.index(), in.hash(), in.rest());
      case 19 -> new Frame.Confirm(in.index(), in.hash());
      case 20 -> new Frame.Unchanged(in.index());
      case 21 -> new Frame.Failed(in.index(), in.one(Trouble.values()), in.text());
      case 22 -> new Frame.Progress(in.index(), in.count(), in.count());
      case 23 ->
          new Frame.Stored(
              in.index(),
              in.text(),
              in.hash(),
              in.one(Durability.values()),
              in.instant(),
              in.flag());
      case 24 -> new Frame.Refused(in.index(), in.one(Trouble.values()), in.text());
      case 25 -> new Frame.Elsewhere(in.index());
      case 26 -> new Frame.Over();
      default -> throw new FramingException("there is no frame of type " + type);
    };
  }

  private static FieldWriter fields(Frame frame) {
    return switch (frame) {
      case Frame.Hello f -> new FieldWriter(1).u16(f.version()).i32(f.features());
      case Frame.ListFiles f -> new FieldWriter(2).text(f.pattern()).flag(f.deep());
      case Frame.Stat f -> new FieldWriter(3).text(f.path());
      case Frame.Delete f -> new FieldWriter(4).text(f.path());
      case Frame.MakeFolder f -> new FieldWriter(5).text(f.path());
      case Frame.Put f -> new FieldWriter(6).one(f.conflict()).one(f.durability());
      case Frame.Get f -> new FieldWriter(7).texts(f.names());
      case Frame.Item f -> new FieldWriter(8).entry(f.entry());
      case Frame.Done _ -> new FieldWriter(9);
      case Frame.No f -> new FieldWriter(10).one(f.trouble()).text(f.text());
      case Frame.Offer f -> new FieldWriter(11).i32(f.file()).entry(f.entry()).i64(f.key());
      case Frame.Offered f -> new FieldWriter(12).i64(f.files()).i64(f.bytes());
      case Frame.Missing f -> new FieldWriter(13).text(f.path()).one(f.trouble()).text(f.text());
      case Frame.Begun f -> new FieldWriter(14).i32(f.file()).i64(f.resumed());
      case Frame.Want f ->
          new FieldWriter(15).i32(f.file()).i32(f.first()).i32(f.count()).hashes(f.known());
      case Frame.Same f -> new FieldWriter(16).i32(f.file()).i32(f.block());
      case Frame.Piece f ->
          new FieldWriter(17)
              .i32(f.file())
              .i32(f.block())
              .i32(f.offset())
              .i32(f.length())
              .i32(f.crc())
              .hash(f.hash());
      case Frame.Small f -> new FieldWriter(18).i32(f.file()).hash(f.hash()).rest(f.content());
      case Frame.Confirm f -> new FieldWriter(19).i32(f.file()).hash(f.root());
      case Frame.Unchanged f -> new FieldWriter(20).i32(f.file());
      case Frame.Failed f -> new FieldWriter(21).i32(f.file()).one(f.trouble()).text(f.text());
      case Frame.Progress f -> new FieldWriter(22).i32(f.file()).i64(f.verified()).i64(f.durable());
      case Frame.Stored f ->
          new FieldWriter(23)
              .i32(f.file())
              .text(f.name())
              .hash(f.root())
              .one(f.durability())
              .instant(f.at())
              .flag(f.same());
      case Frame.Refused f -> new FieldWriter(24).i32(f.file()).one(f.trouble()).text(f.text());
      case Frame.Elsewhere f -> new FieldWriter(25).i32(f.file());
      case Frame.Over _ -> new FieldWriter(26);
      case Frame.Several _ -> throw new IllegalArgumentException("several frames are not one");
    };
  }
}
