package dev.usher.hub;

import dev.usher.services.Json;
import dev.usher.services.time.NtpMeasurement;
import dev.usher.services.time.NtpReport;
import dev.usher.services.time.NtpSample;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import tools.jackson.core.JsonGenerator;

/// What `usher time` tells a program: times in seconds, with nine decimals.
final class TimeJson {
  private static final DateTimeFormatter NANOS =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

  private TimeJson() {}

  /// One line, without its end.
  static String line(Outcome outcome) {
    return Json.line(json -> {
      NtpMeasurement measured = outcome.measured();
      if (measured == null) {
        json.writeStringProperty("failure", Outcome.NONE);
      } else {
        NtpSample best = measured.best();
        write(json, measured.offset(), measured.error(), best);
        json.writeStringProperty("now", NANOS.format(measured.clock().instant()));
      }
      json.writeArrayPropertyStart("servers");
      for (NtpReport each : outcome.reports()) {
        json.writeStartObject();
        server(json, outcome.name(each), outcome.verdict(each));
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private static void server(JsonGenerator json, String name, Verdict verdict) {
    json.writeStringProperty("server", name);
    json.writeStringProperty("verdict", verdict.word());
    if (!verdict.why().isEmpty()) json.writeStringProperty("why", verdict.why());
    NtpSample best = verdict.best();
    if (best != null) write(json, best.offset(), best.error(), best);
  }

  private static void write(JsonGenerator json, Duration offset, Duration error, NtpSample best) {
    seconds(json, "offset", offset);
    seconds(json, "error", error);
    seconds(json, "delay", best.delay());
    json.writeNumberProperty("stratum", best.stratum());
    json.writeStringProperty("leap", TimeText.leap(best.leap()));
  }

  private static void seconds(JsonGenerator json, String name, Duration time) {
    json.writeName(name);
    json.writeNumber(BigDecimal.valueOf(time.toNanos(), 9).toPlainString());
  }
}
