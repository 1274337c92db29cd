package dev.usher.hub;

import dev.usher.services.Service;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `usher config`.
@Command(
    name = "config",
    description = "Tells how a hub is set up, without starting it.",
    footerHeading = "%nExample:%n",
    footer = "  usher config show --config usher.toml",
    subcommands = Config.Show.class)
final class Config {
  /// `usher config show`.
  @Command(
      name = "show",
      description = {
        "Prints what usher serve with these options would be like: every setting, its value, and"
            + " who said so. What is wrong is told as usher serve tells it."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  usher config show                                 # what holds by default",
        "  usher config show --config usher.toml             # what a file makes of it",
        "  usher config show --config usher.toml --lan --json",
        "",
        "FROM is the file's line, or the option, or \"default\". Of a door that is not",
        "open only that is told."
      })
  static final class Show implements Callable<Integer> {
    @Mixin private ServeOptions options;

    @Option(names = "--json", description = "One JSON object on a line for each setting.")
    private boolean json;

    @Override
    public Integer call() throws Complaint {
      Settings settings = options.settings();
      List<Service> services = settings.services(_ -> {});
      Plan plan = settings.plan(services);
      List<InForce> all = InForce.all(settings, plan);
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      if (json) all.forEach(each -> out.println(ConfigJson.line(each)));
      else out.print(new ConfigText(Terminals.colours()).table(all));
      ShellGate.check(plan, settings.allowShell());
      return 0;
    }
  }
}
