package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.hub.lab.Experiment;
import dev.usher.hub.lab.Experiments;
import dev.usher.hub.lab.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `usher lab`.
@Command(
    name = "lab",
    description = "Shows what sockets do: runs experiments and tells what they saw.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher lab                     # lists the experiments",
      "  usher lab sticky              # runs one",
      "  usher lab --all --json        # runs all, an object on a line each",
      "",
      "Each takes less than 10 s, talks with nobody but itself, on loopback or on a",
      "network in memory, and leaves nothing behind. Every value is of that run. It",
      "exits 1 when something that is claimed was not so this time."
    })
final class Lab implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      completionCandidates = Names.class,
      description = "An experiment to run.")
  private @Nullable String name;

  @Option(names = "--all", description = "Runs them all.")
  private boolean all;

  @Option(names = "--json", description = "One JSON object on a line; times in seconds.")
  private boolean json;

  @Override
  public Integer call() throws Complaint, InterruptedException {
    // Always UTF-8: under the C locale Java would write ≤ and µ as question marks.
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    LabText text = new LabText(Terminals.colours());
    List<Experiment> chosen = chosen();
    if (chosen.isEmpty()) {
      if (json) Experiments.all().forEach(each -> out.println(LabJson.line(each)));
      else out.print(text.list(Experiments.all()));
      return 0;
    }
    boolean well = true;
    for (Experiment each : chosen) {
      if (!json) out.print(text.heading(each)); // before the run: a person sees that it works
      Finding finding = run(each);
      if (json) out.println(LabJson.line(each, finding));
      else out.print(text.body(finding));
      well &= finding.holds();
    }
    return well ? 0 : 1;
  }

  private List<Experiment> chosen() throws Complaint {
    String name = this.name;
    if (name == null) return all ? Experiments.all() : List.of();
    if (all) throw Complaint.usage("--all runs every experiment; leave out \"" + name + "\"");
    return List.of(
        Experiments.named(name)
            .orElseThrow(() ->
                Complaint.usage(
                    "there is no experiment \""
                        + name
                        + "\"; did you mean "
                        + Experiments.nearest(name)
                        + "? usher lab lists them")));
  }

  private static Finding run(Experiment experiment) throws Complaint, InterruptedException {
    try {
      return experiment.run();
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (IOException e) {
      throw Complaint.failure(experiment.name() + " could not be run here: " + e.getMessage());
    } catch (Exception e) {
      throw new IllegalStateException(experiment.name() + " failed", e);
    }
  }

  /// For the completion.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Experiments.all().stream().map(Experiment::name).iterator();
    }
  }
}
