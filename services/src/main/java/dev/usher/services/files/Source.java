package dev.usher.services.files;

import dev.usher.kit.EndedException;
import dev.usher.kit.StreamConnection;
import dev.usher.services.files.Manifest.Item;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// The side that has the files: it offers them and sends the blocks that are wanted (N10 to N20).
///
/// The thread that runs it sends; a helper hears what the sink says.
final class Source {
  /// Files that are offered and not settled.
  static final int WINDOW = 4_096;

  /// More than a sink that keeps the rules can have said while a send of ours waits for it: to want
  /// each file, and to settle it.
  private static final int HEARD = 2 * WINDOW + 1_024;

  /// Characters of what is told of something that cannot be read.
  private static final int LONGEST_TEXT = 5_000;

  /// Files that are kept open, since a sink takes in long ones two at a time.
  private static final int AWAKE = 4;

  private final StreamConnection<Frame> sink;
  private final Parcel parcel;
  private final Manifest manifest;
  private final Telling telling;
  private final BlockingQueue<Frame> heard = new LinkedBlockingQueue<>(HEARD);
  private final Map<Integer, Sending> open = new HashMap<>();
  private final Deque<Sending> awake = new ArrayDeque<>();
  private final ByteBuffer buffer = Pieces.take();
  private long files;
  private long bytes;
  private boolean offeredAll;

  Source(StreamConnection<Frame> sink, Manifest manifest, Telling telling) {
    this.sink = sink;
    parcel = new Parcel(sink);
    this.manifest = manifest;
    this.telling = telling;
  }

  /// Sends all that the manifest has; returns when each is settled.
  ///
  /// @throws IOException when the sink does not keep the rules, or gives up
  /// @throws EndedException when it is gone
  void run() throws IOException, InterruptedException {
    sink.alongside(this::listen);
    try {
      boolean over = false;
      while (!over) {
        Frame frame = heard.poll();
        if (frame == null && !offeredAll && open.size() < WINDOW) {
          offer();
        } else {
          if (frame == null) parcel.send(); // nothing to do but wait
          over = heed(frame == null ? heard.take() : frame);
        }
      }
      parcel.add(new Frame.Over());
      parcel.send();
    } finally {
      for (Sending each : open.values()) each.close();
      Pieces.giveBack(buffer);
    }
  }

  private void listen() throws InterruptedException {
    Frame last = new Frame.No(Trouble.FAILED, "the other side ended the connection");
    try {
      for (Frame frame : sink) {
        heard.put(frame);
        if (frame instanceof Frame.Over) return;
      }
    } catch (EndedException e) {
      last = new Frame.No(Trouble.FAILED, String.valueOf(e.getMessage()));
    }
    heard.put(last);
  }

  private void offer() {
    @Nullable Item item = manifest.next();
    switch (item) {
      case null -> {
        offeredAll = true;
        telling.foundAll();
        parcel.add(new Frame.Offered(files, bytes));
      }
      case Item.Lacking lacking -> {
        String text = clipped(lacking.text());
        parcel.add(new Frame.Missing(clipped(lacking.path()), lacking.trouble(), text));
        TransferFile none = new TransferFile(-1, lacking.path(), 0);
        telling.tell(new TransferEvent.Refused(none, lacking.trouble(), lacking.text()));
      }
      case Item.Found found -> {
        files++;
        bytes += found.entry().size();
        telling.found(found.entry());
        open.put(found.number(), new Sending(found, parcel, telling.meter()));
        parcel.add(new Frame.Offer(found.number(), found.entry(), found.key()));
      }
    }
  }

  /// What somebody named may be longer than any path.
  private static String clipped(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }

  /// Does what the sink says; true when all is over.
  private boolean heed(Frame frame) throws IOException {
    switch (frame) {
      case Frame.Want want -> {
        keepAwake(find(want.file()));
        serve(want.file(), file -> file.send(want, buffer));
      }
      case Frame.Confirm confirm ->
          serve(confirm.file(), file -> file.confirm(confirm.root(), buffer));
      case Frame.Begun begun -> {
        Sending file = find(begun.file());
        file.resumed(begun.resumed());
        telling.tell(new TransferEvent.Begun(file.file(), begun.resumed()));
      }
      case Frame.Progress so -> {
        Sending file = open.get(so.file()); // what was said before its end may come behind it
        if (file == null) return false;
        telling.tell(
            new TransferEvent.Moved(file.file(), file.sent(), so.verified(), so.durable()));
      }
      case Frame.Stored stored -> settle(stored);
      case Frame.Refused no ->
          telling.tell(new TransferEvent.Refused(close(no.file()).file(), no.trouble(), no.text()));
      case Frame.Elsewhere elsewhere -> close(elsewhere.file());
      case Frame.Over _ -> {
        return true;
      }
      case Frame.No no -> throw new StoreException(no.trouble(), no.text());
      default ->
          throw new IOException(
              "the other side does not keep the rules: " + frame.getClass().getSimpleName());
    }
    return false;
  }

  private void keepAwake(Sending file) {
    awake.remove(file);
    awake.addLast(file);
    if (awake.size() > AWAKE) awake.removeFirst().close();
  }

  private interface Service {
    void to(Sending file) throws StoreException;
  }

  private void serve(int number, Service service) throws IOException {
    Sending file = find(number);
    try {
      service.to(file);
    } catch (StoreException e) {
      parcel.add(new Frame.Failed(number, e.trouble(), String.valueOf(e.getMessage())));
    }
  }

  private void settle(Frame.Stored stored) throws IOException {
    Sending file = close(stored.file());
    if (file.isFolder()) return;
    if (file.isContent(stored.root())) {
      telling.tell(
          new TransferEvent.Stored(
              file.file(),
              stored.name(),
              HexFormat.of().formatHex(stored.root()),
              stored.durability(),
              stored.at(),
              stored.same()));
    } else {
      telling.tell(
          new TransferEvent.Refused(
              file.file(),
              Trouble.FAILED,
              stored.name() + " was stored with other content than was sent; send it again"));
    }
  }

  private Sending find(int number) throws IOException {
    Sending file = open.get(number);
    if (file == null) throw new IOException("the other side asks for file " + number + " of none");
    return file;
  }

  private Sending close(int number) throws IOException {
    Sending file = find(number);
    open.remove(number);
    awake.remove(file);
    file.close();
    return file;
  }
}
