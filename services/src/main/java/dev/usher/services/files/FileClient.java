package dev.usher.services.files;

import dev.usher.kit.Client;
import dev.usher.kit.EndedException;
import dev.usher.kit.StreamConnection;
import dev.usher.kit.Transport;
import dev.usher.services.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A client of a hub's files, through its door `files.native`. Each call opens connections of its
/// own. Safe for several threads.
///
/// Whatever the hub refuses is a [StoreException]; any other [IOException] means that it could not
/// be reached, or was lost, or does not keep the rules.
public final class FileClient {
  /// Whoever gets files may fill his disk.
  private static final StoreLimits HERE =
      new StoreLimits(StoreLimits.NONE, 0, false, StoreLimits.DEFAULT.abandonedAfter());

  private final Address hub;
  private final Transport transport;

  /// Of this hub, which is not asked yet.
  ///
  /// @param hub a TCP or Unix address
  public FileClient(Address hub) {
    this(hub, Transport.nio());
  }

  /// The same on another transport.
  public FileClient(Address hub, Transport transport) {
    this.hub = hub;
    this.transport = transport;
  }

  /// The files and folders that a pattern names, sorted within each folder.
  ///
  /// @param pattern a path, in whose last name `*` and `?` stand for anything; a folder means what
  ///   is in it, and nothing the outermost one
  /// @param deep whether what is in folders is told too
  public void list(String pattern, boolean deep, Consumer<Entry> to) throws IOException {
    ask(new Frame.ListFiles(pattern, deep), to);
  }

  /// What is known of a file or folder.
  public Entry stat(String path) throws IOException {
    Entry[] found = new Entry[1];
    ask(new Frame.Stat(path), entry -> found[0] = entry);
    return found[0];
  }

  /// Deletes a file or an empty folder.
  public void delete(String path) throws IOException {
    ask(new Frame.Delete(path), FileClient::nothing);
  }

  /// Makes a folder, and those above it; well if it is there.
  public void makeFolder(String path) throws IOException {
    ask(new Frame.MakeFolder(path), FileClient::nothing);
  }

  private static void nothing(Entry entry) {
    throw new IllegalStateException("nobody asked for " + entry);
  }

  private void ask(Frame request, Consumer<Entry> to) throws IOException {
    try (StreamConnection<Frame> client = connect()) {
      client.send(request);
      while (true) {
        switch (client.receive()) {
          case Frame.Item item -> to.accept(item.entry());
          case Frame.Done _ -> {
            return;
          }
          case Frame.No no -> throw new StoreException(no.trouble(), no.text());
          case null -> throw new IOException(hub + " ended the connection without an answer");
          case Frame other -> throw strange(other);
        }
      }
    } catch (EndedException e) {
      throw lost(e);
    }
  }

  private IOException strange(Frame frame) {
    return new IOException(hub + " does not keep the rules: " + frame);
  }

  private IOException lost(EndedException e) {
    return new IOException(hub + " was lost: " + e.getMessage(), e);
  }

  private StreamConnection<Frame> connect() throws IOException {
    StreamConnection<Frame> client =
        Client.at(hub.remote())
            .on(transport)
            .framing(FrameFraming.INSTANCE)
            .deadlines(FrameFraming::patient)
            .connect();
    try {
      client.send(Greeting.OURS);
      Greeting.check(client.receive());
      return client;
    } catch (EndedException e) {
      client.close();
      throw lost(e);
    } catch (IOException e) {
      client.close();
      throw e;
    }
  }

  /// Puts files and folders into the hub. Events come one at a time, on threads of the transfer.
  ///
  /// When it is interrupted or fails, what has arrived stays at the hub: the same call goes on
  /// there.
  ///
  /// @return once every file is stored or refused
  /// @throws StoreException when the folder breaks the rules for names
  public TransferSummary put(List<Path> sources, PutOptions options, Consumer<TransferEvent> events)
      throws IOException, InterruptedException {
    String into = StorePath.folder(options.folder()).text();
    Telling telling = new Telling(events);
    SharedManifest manifest = new SharedManifest(new LocalFiles(sources, into));
    new Streams(this::connect)
        .run(
            options.streams(),
            hub -> {
              hub.send(new Frame.Put(options.conflict(), options.durability()));
              new Source(hub, manifest.stream(), telling).run();
            });
    return telling.meter().summary();
  }

  /// Gets files and folders of the hub. As [#put], the other way.
  ///
  /// @param names paths, in whose last name `*` and `?` stand for anything
  /// @param into an existing folder
  /// @throws StoreException when a name is longer than any can be
  public TransferSummary get(
      List<String> names, Path into, GetOptions options, Consumer<TransferEvent> events)
      throws IOException, InterruptedException {
    Telling telling = new Telling(events);
    Sharing sharing = new Sharing();
    List<Pattern> patterns = new ArrayList<>();
    for (String name : names) patterns.add(Pattern.of(name));
    // A hub cannot put anything else here.
    Predicate<StorePath> asked = path -> brings(patterns, path);
    List<List<String>> requests = Wishes.requests(names);
    try (Store store = Store.open(into, into.resolve(".usher-partial"), HERE)) {
      new Streams(this::connect)
          .run(
              options.streams(),
              hub -> {
                Sink.Terms terms =
                    new Sink.Terms(
                        options.conflict(), options.durability(), asked, sharing.stream());
                Wishes wishes = new Wishes(requests.size(), telling);
                for (List<String> each : requests) {
                  hub.send(new Frame.Get(each));
                  new Sink(hub, store, terms, telling, wishes::found).run();
                }
              });
    }
    return telling.meter().summary();
  }

  private static boolean brings(List<Pattern> patterns, StorePath path) {
    for (Pattern each : patterns) if (each.brings(path)) return true;
    return false;
  }
}
