package dev.usher.services.files;

import dev.usher.kit.Running;
import dev.usher.kit.StreamFraming;
import dev.usher.services.Address;
import dev.usher.services.AddressException;
import dev.usher.services.Door;
import dev.usher.services.Doorway;
import dev.usher.services.Option;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// `files.upload`: the dialect of socket tutorials, as docs/protocols/upload.md has it.
final class UploadDoor implements Door {
  private static final int PORT = 7020;

  /// Each may hold a piece's buffer.
  private static final int CONNECTIONS = 1_000;

  private static final StreamFraming<byte[]> HEADERS =
      StreamFraming.lengthPrefixed(Integer.BYTES, ByteOrder.LITTLE_ENDIAN, UploadHeader.LONGEST);

  private static final Option<Durability> DURABILITY =
      Option.of(
          "durability",
          Option.Kind.TEXT,
          "batch",
          Option.word(
              "durability",
              List.of(
                  Map.entry("none", Durability.NONE),
                  Map.entry("batch", Durability.BATCH),
                  Map.entry("each", Durability.EACH))));

  private final Shelf shelf;
  private final Path log;
  private final Consumer<String> news;

  /// @param log the file in which every upload is noted
  /// @param news told of every upload, in one line that may have anything in it
  UploadDoor(Shelf shelf, Path log, Consumer<String> news) {
    this.shelf = shelf;
    this.log = log;
    this.news = news;
  }

  @Override
  public String name() {
    return "files.upload";
  }

  @Override
  public List<Address> addresses() {
    return List.of(Address.tcp("127.0.0.1", PORT));
  }

  @Override
  public Power power() {
    return Power.ADDS;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(DURABILITY);
  }

  @Override
  public String tryIt(Address at) {
    String usual = "usher put --dialect upload FILE";
    return at.equals(addresses().getFirst()) ? usual : usual + " --hub " + at;
  }

  @Override
  public Running open(Doorway at) throws IOException, AddressException {
    Durability durability = DURABILITY.in(at.address().options());
    Store store = shelf.open();
    UploadLog notes = new UploadLog(log, news);
    return at.streams()
        .limits(l -> l.connections(CONNECTIONS))
        .framing(HEADERS)
        .start(client -> new UploadVisit(client, store, durability, notes).hold());
  }
}
