package dev.usher.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.services.Json;
import dev.usher.services.time.NtpClient;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `usher time`.
@Command(
    name = "time",
    description = "Asks servers for the time, and tells how wrong this machine's clock is.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher time                            # asks the local hub",
      "  usher time ntp1.lab ntp2.lab ntp3.lab # believes what most agree on",
      "  usher time --hub 192.168.1.5          # asks another machine's hub",
      "  usher time --watch                    # draws the offset until Ctrl-C",
      "  usher time --text '%%A, %%H:%%M'         # the time as text, by a time.text door",
      "",
      "The offset is what this machine's clock lacks: with a plus it is behind. The",
      "true time lies within the error. It exits 1 when no server can be believed."
    })
final class Time implements Callable<Integer> {
  private static final int NTP = 123;
  private static final int HUB = 7123;
  private static final int TEXT = 7014;
  private static final int MOST_SAMPLES = 64;

  @Parameters(
      paramLabel = "HOST[:PORT]",
      arity = "0..*",
      description = "Whom to ask, IPv6 in brackets. Port 123 (with --text 7014) when not said.")
  private List<String> hosts = List.of();

  @Option(
      names = "--hub",
      paramLabel = "HOST[:PORT]",
      description = "A hub to ask. Default: the local one; port 7123 (with --text 7014).")
  private @Nullable String hub;

  @Option(
      names = "--text",
      paramLabel = "FORMAT",
      description = "Asks for the time as text, in C's strftime format; '' means the door's own.")
  private @Nullable String format;

  @Option(names = "--json", description = "One JSON object on a line; times in seconds.")
  private boolean json;

  @Option(names = "--watch", description = "Asks again and again, until Ctrl-C.")
  private boolean watch;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = Durations.class,
      description = "From one measurement to the next with --watch. Default: ${DEFAULT-VALUE}.")
  private Duration interval = Duration.ofSeconds(2);

  @Option(
      names = "--samples",
      paramLabel = "COUNT",
      defaultValue = "8",
      description = "How often each server is asked, 1 to 64. Default: ${DEFAULT-VALUE}.")
  private int samples = 8;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = Durations.class,
      description = "How long to wait for one answer. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ofSeconds(1);

  @Override
  public Integer call() throws Complaint, IOException, InterruptedException {
    check();
    // Always UTF-8: under the C locale Java would write ± and µ as question marks.
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    if (format != null) {
      String text = TextQuestion.ask(Asked.of(hosts, TEXT, hub, TEXT), format, timeout);
      out.println(json ? Json.line(j -> j.writeStringProperty("text", text)) : Legible.line(text));
      return 0;
    }
    Asked asked = Asked.of(hosts, NTP, hub, HUB);
    NtpClient client = NtpClient.of(asked.servers()).samples(samples).timeout(timeout);
    boolean person = Terminals.isInteractive() && !json;
    if (watch) return watch(client, asked, out, person);
    Outcome outcome = measure(client, asked, out, person);
    if (json) out.println(TimeJson.line(outcome));
    else out.print(new TimeText(Terminals.colours()).whole(outcome));
    if (outcome.measured() != null) return 0;
    if (json) return 1;
    throw Complaint.failure(Outcome.NONE);
  }

  private void check() throws Complaint {
    if (samples < 1 || samples > MOST_SAMPLES) {
      throw Complaint.usage("--samples must be 1 to " + MOST_SAMPLES + ", not " + samples);
    }
    if (!timeout.isPositive()) throw Complaint.usage("--timeout must be more than nothing");
    if (!interval.isPositive()) throw Complaint.usage("--interval must be more than nothing");
    if (format != null && watch) throw Complaint.usage("--watch draws offsets; --text has none");
  }

  private Outcome measure(NtpClient client, Asked asked, PrintStream out, boolean person)
      throws InterruptedException {
    if (!person) return Outcome.of(client, asked);
    try (var progress = new Progress(out, asked, samples)) {
      return Outcome.of(client.onSample(progress::add), asked);
    }
  }

  private int watch(NtpClient client, Asked asked, PrintStream out, boolean person)
      throws IOException, InterruptedException {
    try (Watching watching =
        person ? ChartScreen.open(out, asked.all()) : new WatchLines(out, json)) {
      return new TimeWatch(client, asked, interval).run(watching);
    }
  }
}
