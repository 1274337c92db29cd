package dev.usher.services.time;

import dev.usher.services.Service;
import java.util.List;

/// The time service.
public final class TimeService {
  private TimeService() {}

  /// With all its doors, telling this machine's time.
  public static Service create() {
    return create(TimeSource.SYSTEM);
  }

  static Service create(TimeSource source) {
    ServedClock clock = new ServedClock(source);
    return new Service(
        "time",
        List.of(
            new TextDoor(clock),
            new NtpDoor(source, clock, NtpReference.kernel()),
            new TellingDoor(Telling.DAYTIME, clock),
            new TellingDoor(Telling.TIME, clock)));
  }
}
