package dev.usher.bench;

import java.util.List;

/// Runs the loads, one after the other.
final class LoadBench {
  private LoadBench() {}

  /// A load: prints what it saw, and notes in the verdict what should not have been.
  private record Load(String name, Body body) {
    @Override
    public String toString() {
      return name;
    }
  }

  @FunctionalInterface
  private interface Body {
    void run(Options options, Verdict verdict) throws Exception;
  }

  /// Whether everything was as it should.
  static boolean run(Options options) throws Exception {
    List<Load> all =
        List.of(
            new Load("crowd", CrowdLoad::run),
            new Load("packets", PacketLoad::run),
            new Load("idle", IdleLoad::run),
            new Load("hostile", HostileLoad::run),
            new Load("hub", HubLoad::run),
            new Load("stalled", StalledLoad::run),
            new Load("fairness", FairnessLoad::run)); // the last: it pins the load to cores
    Verdict verdict = new Verdict();
    for (Load load : options.wanted(all)) {
      System.out.println("== " + load);
      load.body().run(options, verdict);
    }
    return verdict.isGood();
  }
}
