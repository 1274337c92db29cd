package dev.usher.services.files;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one step from a whole [PartFile] to a file with a name, and its outcome for all who share
/// it. The caller sees to it that nobody else is in it.
final class Publication {
  private final Tools tools;
  private final Incoming file;
  private final Durability durability;
  private @Nullable Published named;
  private volatile boolean done; // named, and as durable as was asked for

  Publication(Tools tools, Incoming file, Durability durability) {
    this.tools = tools;
    this.file = file;
    this.durability = durability;
  }

  /// Safe for several threads.
  boolean done() {
    return done;
  }

  /// Whoever publishes may be interrupted, because its connection ends; the file is whole all the
  /// same, and others may share it.
  Published publish(PartFile part, Conflict conflict) throws StoreException {
    return Threads.apart("usher-publish", () -> published(part, conflict));
  }

  private Published published(PartFile part, Conflict conflict) throws StoreException {
    boolean durable = durability != Durability.NONE;
    List<Folder> changed = new ArrayList<>();
    Published outcome = named;
    if (outcome != null && done) return outcome;
    if (outcome == null) {
      part.finish(durable);
      tools.space().confirm();
    }
    try (Folder folder = tools.ground().make(file.path().parent(), changed::add)) {
      if (outcome == null) {
        outcome = tools.publisher().publish(part.name(), folder, file.path(), conflict);
        named = outcome;
      }
      if (durable) force(folder, outcome, changed);
      if (!done) part.published(outcome.same());
      done = true;
      return outcome;
    } finally {
      changed.forEach(Folder::close);
    }
  }

  /// The same content has the name already.
  Published isThere() throws StoreException {
    Published outcome = new Published(file.path(), true);
    if (durability != Durability.NONE && !done) {
      try (Folder folder = tools.ground().folder(file.path().parent())) {
        force(folder, outcome, List.of());
      }
    }
    done = true;
    return outcome;
  }

  /// What is the same may have come a moment ago, and not be on the disk.
  private void force(Folder folder, Published outcome, List<Folder> changed) throws StoreException {
    List<Syncer.Force> jobs = new ArrayList<>();
    if (outcome.same()) jobs.add(() -> folder.force(outcome.path().name()));
    jobs.add(folder::force);
    for (Folder each : changed) jobs.add(each::force);
    tools.syncer().sync(jobs, durability == Durability.EACH);
  }
}
