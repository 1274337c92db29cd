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
    if (named != null && done) return named;
    if (named == null) {
      part.finish(durability != Durability.NONE);
      tools.space().confirm();
    }
    List<Folder> changed = new ArrayList<>();
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          return publish(part, conflict, changed);
        } catch (StoreException e) {
          // The folder was deleted, and has to be made again.
          boolean again = named == null && attempt < Ground.ATTEMPTS;
          if (e.trouble() != Trouble.NOT_FOUND || !again) throw e;
        }
      }
    } finally {
      changed.forEach(Folder::close);
    }
  }

  private Published publish(PartFile part, Conflict conflict, List<Folder> changed)
      throws StoreException {
    try (Folder folder = tools.ground().make(file.path().parent(), changed::add)) {
      Published outcome = named;
      if (outcome == null) {
        outcome = tools.publisher().publish(part.name(), folder, file.path(), conflict);
        named = outcome;
      }
      if (durability != Durability.NONE) force(folder, outcome, changed);
      part.published(outcome.same());
      done = true;
      return outcome;
    }
  }

  /// The same content has the name already; null when it has not any more.
  @Nullable Published isThere(Basis basis) throws StoreException {
    Published outcome = named;
    if (outcome != null && done) return outcome;
    outcome = new Published(file.path(), true);
    if (durability != Durability.NONE) {
      try (Folder folder = tools.ground().folder(file.path().parent())) {
        force(folder, outcome, List.of());
      } catch (StoreException e) {
        if (e.trouble() != Trouble.NOT_FOUND) throw e;
        return null;
      }
    }
    if (!basis.unchanged()) return null;
    named = outcome;
    done = true;
    return outcome;
  }

  /// What is the same may have come a moment ago, and not be on the disk.
  private void force(Folder folder, Published outcome, List<Folder> changed) throws StoreException {
    List<Syncer.Force> jobs = new ArrayList<>();
    if (outcome.same()) jobs.add(() -> folder.forceIfThere(outcome.path().name()));
    jobs.add(folder::force);
    for (Folder each : changed) jobs.add(each::force);
    tools.syncer().sync(jobs, durability == Durability.EACH);
  }
}
