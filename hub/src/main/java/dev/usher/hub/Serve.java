package dev.usher.hub;

import dev.usher.kit.DrainReport;
import dev.usher.kit.Ended.Activity;
import dev.usher.services.Service;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `usher serve`.
@Command(
    name = "serve",
    description = "Opens the hub's doors, says how to try each, and serves until Ctrl-C.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher serve",
      "  usher serve --only echo --listen echo.text=tcp://0.0.0.0:7007",
      "  usher serve --listen 'echo.text=udp://192.168.1.5:7007?from=192.168.0.0/16'",
      "  usher serve --only command --allow-shell",
      "  usher serve --config /etc/usher/usher.toml",
      "",
      "ADDRESS is [tcp://|udp://|unix:]HOST[:PORT][?OPTION=VALUE&...], IPv6 in",
      "brackets. Port 0 is any free one. Without a scheme it means each of the door's",
      "defaults. Every door takes ?from=CIDR,CIDR: clients from elsewhere are refused.",
      "",
      "The same can stand in a file; usher config show tells what is in force.",
      "",
      "Ctrl-C or SIGTERM drains: conversations may end, for at most 10 s; a second one",
      "cuts them."
    })
final class Serve implements Callable<Integer> {
  private static final Duration GRACE = Duration.ofSeconds(10);

  /// What ends it: signals, or whoever has this object.
  final Stop stop = new Stop();

  @Mixin private ServeOptions options;

  @Override
  public Integer call() throws Complaint, InterruptedException {
    stop.listen();
    Settings settings = options.settings();
    List<Service> services = settings.services(new News(System.err));
    Notices notices = new Notices(System.err);
    Plan plan = settings.plan(services);
    ShellGate.check(plan, settings.allowShell());
    @Nullable Path ready = settings.readyFile();
    try (DataFolder _ = DataFolder.hold(settings.data())) {
      @Nullable ReadyFile file = ready == null ? null : new ReadyFile(ready.toAbsolutePath());
      try (Hub hub = Hub.open(plan, services, notices)) {
        if (file != null) file.write(hub);
        System.out.print(new Board(hub, Terminals.colours()).text(settings.lan()));
        System.out.flush();
        System.err.print(ShellGate.banner(plan, hub));
        stop.await();
        notices.stopping();
        if (file != null) file.close();
        drain(hub);
      } finally {
        if (file != null) file.close();
      }
    }
    return 0;
  }

  private void drain(Hub hub) throws InterruptedException {
    PrintStream err = System.err;
    stop.whenUrgent(hub::close);
    if (Terminals.isInteractive()) err.println(); // after the ^C that the terminal shows
    int open = hub.conversations();
    if (open > 0) {
      err.println(
          "usher: stopping; waiting up to 10 s for "
              + conversations(open)
              + " to end, Ctrl-C again cuts");
    }
    List<DrainReport> reports = hub.drain(GRACE);
    int finished = 0;
    for (int i = 0; i < reports.size(); i++) {
      finished += reports.get(i).finished();
      tellCuts(hub.doors().get(i), reports.get(i), err);
    }
    err.println("usher: stopped" + (finished > 0 ? "; " + conversations(finished) + " ended" : ""));
  }

  private static void tellCuts(Hub.OpenDoor door, DrainReport report, PrintStream err) {
    for (Map.Entry<Activity, Integer> each : report.cut().entrySet()) {
      err.println(
          "usher: "
              + door.door().name()
              + " at "
              + door.address()
              + ": cut "
              + conversations(each.getValue())
              + " that "
              + was(each.getKey()));
    }
    if (report.abandoned() > 0) {
      err.println("usher: " + door.door().name() + ": left " + report.abandoned() + " at work");
    }
  }

  private static String was(Activity activity) {
    return switch (activity) {
      case RECEIVING -> "waited for the client to finish a message";
      case SENDING -> "sent to a client that did not take it";
      case WORKING -> "worked on an answer";
      case CLOSING -> "waited for the client to hang up";
    };
  }

  private static String conversations(int count) {
    return count + (count == 1 ? " conversation" : " conversations");
  }
}
