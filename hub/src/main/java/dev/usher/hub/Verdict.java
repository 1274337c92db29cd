package dev.usher.hub;

import dev.usher.services.time.NtpSample;
import dev.usher.services.time.NtpVerdict;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of a server, in words.
///
/// @param word one for a table or a program
/// @param why it is not believed, and what to do about it; empty when it is believed
/// @param best what it told, if it told a time
record Verdict(String word, String why, @Nullable NtpSample best) {
  /// @param server as an address of a door is written
  static Verdict of(NtpVerdict verdict, String server) {
    return switch (verdict) {
      case NtpVerdict.Believed(NtpSample best, int _) -> new Verdict("believed", "", best);
      case NtpVerdict.Outvoted(NtpSample best) ->
          new Verdict(
              "outvoted",
              "it contradicts the others; with three servers or more, most can agree",
              best);
      case NtpVerdict.Unsynchronised _ ->
          of(
              "unsynchronised",
              "it says that its own clock is not synchronised; on an isolated network start its hub"
                  + " with --listen 'time.ntp=udp://"
                  + server
                  + "?stratum=10'");
      case NtpVerdict.TooVague(var error) ->
          of(
              "vague",
              "it may be wrong by "
                  + Amount.of(Duration.ZERO, error).error()
                  + ", which is of no use; ask a server that is nearer");
      case NtpVerdict.Kissed(String code) -> of("refused", kiss(Legible.line(code)));
      case NtpVerdict.Silent(int _, int refused) when refused > 0 ->
          of(
              "silent",
              packets(refused) + " came that did not answer; is it an NTP server at this port?");
      case NtpVerdict.Silent(int asked, int _) ->
          of(
              "silent",
              "no answer to "
                  + (asked == 1 ? "1 question" : asked + " questions")
                  + "; is it on, and does a firewall let UDP through?");
      case NtpVerdict.Unreachable(String reason) ->
          of("unreachable", Legible.line(reason) + next(reason));
    };
  }

  private static Verdict of(String word, String why) {
    return new Verdict(word, why, null);
  }

  private static String packets(int count) {
    return count == 1 ? "a packet" : count + " packets";
  }

  private static String kiss(String code) {
    String wish =
        code.equals("RATE")
            ? "asks us to come less often; try again in a minute"
            : "asks us to go away; ask its operator, or another server";
    return "it " + wish + " (" + code + ")";
  }

  private static String next(String reason) {
    return reason.startsWith("nobody answers")
        ? "; start a hub there (usher serve), or name another server"
        : "";
  }
}
