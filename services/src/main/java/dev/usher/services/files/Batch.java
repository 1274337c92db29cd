package dev.usher.services.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Files that came whole, because they are small. They are written one by one, forced to the disk
/// together, together with those of other batches, and get their names together. For one thread.
final class Batch implements AutoCloseable {
  private static final int FOLDERS = 64; // open at once

  private final Store store;
  private final Tools tools;
  private final Durability durability;
  private final Space.Reservation room;
  private final List<Staged> staged = new ArrayList<>();
  private final List<StorePath> stored = new ArrayList<>(); // by others, perhaps a moment ago
  private final Map<StorePath, Folder> folders = new LinkedHashMap<>();
  private final List<Folder> changed = new ArrayList<>(); // got files or folders

  private record Staged(String name, Incoming file, Conflict conflict) {}

  Batch(Store store, Tools tools, Durability durability) {
    this.store = store;
    this.tools = tools;
    this.durability = durability;
    room = tools.space().reserve();
  }

  /// Files that were added and not published.
  int size() {
    return staged.size();
  }

  /// Takes a file. When it is refused, it is not part of the batch.
  ///
  /// @param content all of it, from the buffer's position to its limit, which stay
  /// @throws StoreException `BAD_NAME`, `NO_SPACE`, `OVER_QUOTA`
  void add(Incoming file, ByteBuffer content, Conflict conflict) throws StoreException {
    if (content.remaining() != file.size()) {
      throw new IllegalArgumentException(content.remaining() + " bytes of " + file.size());
    }
    store.check(file.path());
    String name = tools.staging().small();
    room.grow(file.size(), 0);
    staged.add(new Staged(name, file, conflict)); // also when it is only begun: close deletes it
    try {
      String _ =
          tools
              .staging()
              .begin(in -> {
                in.put(name, content, file.modified(), file.executable());
                return name;
              });
    } catch (IOException e) {
      staged.removeLast();
      room.shrink(file.size());
      tools.staging().folder().deleteFile(name);
      throw e instanceof StoreException known ? known : Failures.of(e, file.path().text());
    }
    room.written(file.size());
  }

  /// Takes one that has its name already, to be as durable as the others.
  void addStored(StorePath path) {
    stored.add(path);
  }

  /// Gives all of them their names; the batch is empty then.
  ///
  /// @return what became of each, in the order in which they were added
  /// @throws StoreException when the disk does not take them
  List<Outcome> publish() throws StoreException {
    boolean oneByOne = durability == Durability.EACH;
    if (durability != Durability.NONE) {
      Folder staging = tools.staging().folder();
      List<Syncer.Force> jobs = new ArrayList<>();
      for (Staged each : staged) jobs.add(() -> staging.force(each.name));
      for (StorePath each : stored) jobs.add(forced(each));
      tools.syncer().sync(jobs, oneByOne);
    }
    tools.space().confirm();
    try {
      List<Outcome> outcomes = new ArrayList<>();
      List<StorePath> same = new ArrayList<>();
      for (Staged each : staged) {
        Outcome outcome = outcome(each);
        outcomes.add(outcome);
        if (outcome instanceof Outcome.Stored(Published done) && done.same()) same.add(done.path());
      }
      if (durability != Durability.NONE) {
        List<Syncer.Force> jobs = new ArrayList<>();
        for (StorePath each : same) jobs.add(forced(each));
        changed.addAll(folders.values());
        folders.clear();
        for (Folder folder : changed) jobs.add(folder::force);
        tools.syncer().sync(jobs, oneByOne);
      }
      staged.clear();
      stored.clear();
      return outcomes;
    } finally {
      closeFolders();
    }
  }

  private Syncer.Force forced(StorePath path) throws StoreException {
    Folder folder = folder(path.parent());
    return () -> folder.forceIfThere(path.name());
  }

  private Outcome outcome(Staged each) {
    try {
      Published published = published(each);
      if (published.same()) room.shrink(each.file.size());
      else room.published(each.file.size());
      return new Outcome.Stored(published);
    } catch (StoreException e) {
      room.shrink(each.file.size());
      delete(each);
      return new Outcome.Refused(e);
    }
  }

  private Published published(Staged each) throws StoreException {
    StorePath path = each.file.path();
    for (int attempt = 1; ; attempt++) {
      try {
        Folder folder = folder(path.parent());
        return tools.publisher().publish(each.name, folder, path, each.conflict);
      } catch (StoreException e) {
        if (e.trouble() != Trouble.NOT_FOUND || attempt == Ground.ATTEMPTS) throw e;
        Folder gone = folders.remove(path.parent()); // it was deleted, and has to be made again
        if (gone != null) keep(gone);
      }
    }
  }

  private Folder folder(StorePath path) throws StoreException {
    Folder known = folders.get(path);
    if (known != null) return known;
    if (folders.size() == FOLDERS) {
      Folder oldest = folders.remove(folders.keySet().iterator().next());
      if (oldest != null) keep(oldest);
    }
    Folder made = tools.ground().make(path, this::keep);
    folders.put(path, made);
    return made;
  }

  /// Until it was forced to the disk.
  private void keep(Folder folder) {
    if (durability == Durability.NONE) folder.close();
    else changed.add(folder);
  }

  private void delete(Staged each) {
    try {
      tools.staging().folder().deleteFile(each.name);
    } catch (StoreException _) {
      // it expires
    }
  }

  private void closeFolders() {
    folders.values().forEach(Folder::close);
    folders.clear();
    changed.forEach(Folder::close);
    changed.clear();
  }

  /// Deletes what was not published.
  @Override
  public void close() {
    staged.forEach(this::delete);
    staged.clear();
    closeFolders();
    room.close();
  }
}
