package dev.usher.services.files;

import dev.usher.kit.StreamConnection;
import java.io.IOException;
import java.util.List;

/// One client of `files.native`: its requests, one after the other (N5 to N9).
final class FileVisit {
  private final StreamConnection<Frame> client;
  private final Store store;
  private final boolean changes;

  /// @param changes whether it may replace and delete what is there
  FileVisit(StreamConnection<Frame> client, Store store, boolean changes) {
    this.client = client;
    this.store = store;
    this.changes = changes;
  }

  void hold() throws IOException, InterruptedException {
    client.send(Greeting.OURS);
    try {
      Greeting.check(client.receive());
      for (Frame request : client) answer(request);
    } catch (IOException e) {
      if (client.ended() != null) return; // it went in the middle, and can go on another time
      client.send(new Frame.No(Trouble.FAILED, String.valueOf(e.getMessage())));
      throw e;
    }
  }

  private void answer(Frame request) throws IOException, InterruptedException {
    boolean inside = false; // a transfer, in which a refusal ends the connection
    try {
      switch (request) {
        case Frame.ListFiles list -> list(list);
        case Frame.Stat stat -> client.send(new Frame.Item(store.stat(StorePath.of(stat.path()))));
        case Frame.Delete delete -> {
          mayChange("deletes");
          store.delete(StorePath.of(delete.path()));
        }
        case Frame.MakeFolder folder -> store.makeFolder(StorePath.of(folder.path()));
        case Frame.Put put -> {
          if (put.conflict() == Conflict.REPLACE) mayChange("replaces");
          inside = true;
          takeIn(put);
          return;
        }
        case Frame.Get get -> {
          inside = true;
          new Source(client, new StoredFiles(store, get.names()), new Telling(_ -> {})).run();
          return;
        }
        default ->
            throw new IOException("this is no request: " + request.getClass().getSimpleName());
      }
      client.send(new Frame.Done());
    } catch (StoreException e) {
      if (inside) throw new IOException(e.getMessage(), e);
      client.send(new Frame.No(e.trouble(), String.valueOf(e.getMessage())));
    }
  }

  private void mayChange(String what) throws StoreException {
    if (changes) return;
    throw new StoreException(
        Trouble.FORBIDDEN,
        "this door " + what + " nothing; whoever runs the hub can open one with ?allow=change");
  }

  /// A folder that is named means what is in it.
  private void list(Frame.ListFiles list) throws StoreException {
    Pattern pattern = Pattern.of(list.pattern());
    List<Entry> found = pattern.find(store);
    if (pattern.exact() && found.getFirst().kind() == Entry.Kind.FOLDER) {
      store.list(StorePath.of(found.getFirst().path()), list.deep(), this::tell);
      return;
    }
    for (Entry each : found) {
      tell(each);
      if (list.deep() && each.kind() == Entry.Kind.FOLDER) {
        store.list(StorePath.of(each.path()), true, this::tell);
      }
    }
  }

  private void tell(Entry entry) {
    Frame item = new Frame.Item(entry);
    if (!client.offer(item)) client.send(item);
  }

  private void takeIn(Frame.Put put) throws IOException, InterruptedException {
    Sink.Terms terms = new Sink.Terms(put.conflict(), put.durability(), _ -> true, Sharing::alone);
    new Sink(client, store, terms, new Telling(_ -> {}), _ -> {}).run();
  }
}
