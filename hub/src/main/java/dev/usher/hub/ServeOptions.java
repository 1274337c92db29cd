package dev.usher.hub;

import dev.usher.hub.Origin.ByOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say what a hub is to be.
final class ServeOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Reads settings, the doors and their options from this TOML file; what is said here wins.")
  private @Nullable Path config;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Opens these services and doors instead of those started by default.")
  private List<String> only = List.of();

  @Option(
      names = "--listen",
      paramLabel = "DOOR=ADDRESS",
      description = "Opens this door, and here instead of at its default addresses; repeatable.")
  private List<String> listen = List.of();

  @Option(
      names = "--lan",
      negatable = true,
      description =
          "Opens the doors that can neither change nor run anything on this machine's other"
              + " addresses too.")
  private @Nullable Boolean lan;

  @Option(
      names = "--allow-shell",
      negatable = true,
      description =
          "Lets doors that run commands open, where --only or --listen names them. Off loopback they"
              + " need ?from= too.")
  private @Nullable Boolean allowShell;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keeps data here instead of in your data folder; one hub at a time.")
  private @Nullable Path data;

  @Option(
      names = "--ready-file",
      paramLabel = "FILE",
      description =
          "Writes where the doors are as JSON, once all are open; removes it when it stops.")
  private @Nullable Path ready;

  /// What they say, over what the file says.
  Settings settings() throws Complaint {
    return settings(Known.of(Services.all()));
  }

  /// The same of what is known.
  Settings settings(Known known) throws Complaint {
    Told said = said(known);
    if (config == null) return Settings.of(known, said);
    return Settings.of(known, said.over(ConfigFile.read(config, known)));
  }

  private Told said(Known known) throws Complaint {
    Told told = new Told();
    for (String each : only) told.say("", HubOptions.ONLY, new Word(each, new ByOption("--only")));
    for (String each : listen) listen(each, known, told);
    say("data", data, told);
    say("ready-file", ready, told);
    flag("lan", lan, told);
    flag("allow-shell", allowShell, told);
    return told;
  }

  private static void say(String key, @Nullable Path value, Told told) {
    if (value != null) told.say("", key, new Word(value.toString(), new ByOption("--" + key)));
  }

  private static void flag(String key, @Nullable Boolean value, Told told) {
    if (value == null) return;
    told.say("", key, new Word("" + value, new ByOption((value ? "--" : "--no-") + key)));
  }

  private static void listen(String each, Known known, Told told) throws Complaint {
    int equals = each.indexOf('=');
    if (equals < 1) {
      throw Complaint.usage(
          "--listen: \"" + each + "\" is not DOOR=ADDRESS, as in echo.text=tcp://0.0.0.0:7007");
    }
    String door = each.substring(0, equals);
    if (known.option(door, Listening.LISTEN) == null) {
      throw Complaint.usage(
          "--listen: no door is called \""
              + door
              + "\"; there are "
              + String.join(", ", known.doors()));
    }
    Word word = new Word(each.substring(equals + 1), new ByOption("--listen"));
    told.say(door, Listening.LISTEN, word);
  }
}
