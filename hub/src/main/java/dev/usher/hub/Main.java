package dev.usher.hub;

import java.io.PrintWriter;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// `usher`: the command that the subcommands hang from.
@Command(
    name = "usher",
    description = "Gives a network its time, files, chat and remote commands.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT, // --help and --version at each command
    versionProvider = Main.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:well", "1:failure", "2:wrong usage", "3:no JDK 25 or later"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher serve                           # opens the hub's doors",
      "  usher talk udp://127.0.0.1:7007       # talks with one of them",
      "  usher time                            # tells how wrong this machine's clock is",
      "  usher put report.pdf                  # puts a file into the hub; get, ls",
      "  usher lab sticky                      # shows what sockets do",
      "  source <(usher generate-completion)   # completes commands in bash and zsh"
    })
final class Main implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
          Serve.class,
          Config.class,
          Talk.class,
          Time.class,
          Put.class,
          Get.class,
          Ls.class,
          RunCommand.class,
          Lab.class);

  @Spec private CommandSpec spec;

  private Main() {}

  public static void main(String... arguments) {
    System.exit(Output.checked(run(arguments)));
  }

  /// One command line, from its words to its exit code.
  static int run(String... arguments) {
    if (arguments.length == 1 && arguments[0].equals("--version")) { // 80 ms sooner than by picocli
      System.out.println(version());
      return CommandLine.ExitCode.OK;
    }
    return commandLine(arguments)
        .setParameterExceptionHandler(Main::misused)
        .setExecutionExceptionHandler(Main::failed)
        .execute(arguments);
  }

  /// picocli reflects on every subcommand that it is given, which costs 10 to 20 ms each: it gets
  /// the one that is meant, or all when that is not so plain.
  private static CommandLine commandLine(String... arguments) {
    CommandLine main = new CommandLine(new Main());
    switch (arguments.length == 0 ? "" : arguments[0]) {
      case "serve" -> main.addSubcommand(Serve.class);
      case "talk" -> main.addSubcommand(Talk.class);
      case "time" -> main.addSubcommand(Time.class);
      case "command" -> main.addSubcommand(RunCommand.class);
      case "put" -> main.addSubcommand(Put.class);
      case "get" -> main.addSubcommand(Get.class);
      case "ls" -> main.addSubcommand(Ls.class);
      case "lab" -> main.addSubcommand(Lab.class);
      case "config" -> main.addSubcommand(Config.class);
      case "chat" -> main.addSubcommand(Chat.command(arguments));
      default -> {
        for (Class<?> each : COMMANDS) main.addSubcommand(each);
        main.addSubcommand(Chat.command());
        main.addSubcommand(HelpCommand.class).addSubcommand(GenerateCompletion.class);
      }
    }
    return main;
  }

  /// Without a subcommand there is nothing to do but to say what there is.
  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  private static int misused(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String help = command.getCommandSpec().qualifiedName() + " --help";
    complain(
        command.getErr(),
        String.valueOf(e.getMessage()).lines().findFirst().orElse("") + meant(e) + "; see " + help);
    return CommandLine.ExitCode.USAGE;
  }

  private static String meant(ParameterException e) {
    List<String> near =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    return near.isEmpty() ? "" : "; did you mean " + near.getFirst() + "?";
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (!(e instanceof Complaint complaint)) throw e; // a fault of ours: picocli shows it whole
    for (String line : complaint.lines()) complain(command.getErr(), line);
    return complaint.exitCode();
  }

  private static void complain(PrintWriter err, String message) {
    err.println("usher: " + Legible.line(message)); // which may quote what strangers wrote
    err.flush();
  }

  private static String version() {
    return "usher " + Main.class.getModule().getDescriptor().rawVersion().orElse("(not packaged)");
  }

  /// The version that Maven had the compiler write into the module.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {version()};
    }
  }
}
