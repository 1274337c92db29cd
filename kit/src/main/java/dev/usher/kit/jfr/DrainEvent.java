package dev.usher.kit.jfr;

import dev.usher.kit.DrainReport;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/// A drain, from its call to its report.
@Name("usher.Drain")
@Label("Drain")
@Category("Usher")
@StackTrace(false)
final class DrainEvent extends Event {
  // Flight Recorder reads the fields.
  @Label("Finished")
  int finished;

  @Label("Cut")
  int cut;

  @Label("Cut While")
  @Nullable String cutWhile;

  void finish(DrainReport report) {
    finished = report.finished();
    cut = report.cutInAll();
    cutWhile = report.cut().toString();
    commit();
  }
}
