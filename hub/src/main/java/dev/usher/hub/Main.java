package dev.usher.hub;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `usher`: the command that the subcommands hang from.
@Command(
    name = "usher",
    description = "Gives a network its time, files, chat and remote commands.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  public static void main(String... arguments) {
    System.exit(run(arguments));
  }

  /// One command line, from its words to its exit code.
  static int run(String... arguments) {
    return new CommandLine(new Main()).execute(arguments);
  }

  /// Without a subcommand there is nothing to do but to say what there is.
  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  /// The version that Maven had the compiler write into the module.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "usher " + Main.class.getModule().getDescriptor().rawVersion().orElse("(not packaged)")
      };
    }
  }
}
