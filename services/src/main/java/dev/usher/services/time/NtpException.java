package dev.usher.services.time;

import java.util.List;

/// No server can be believed.
public final class NtpException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<NtpReport> reports;

  NtpException(List<NtpReport> reports) {
    super("no time server can be believed: " + reports);
    this.reports = List.copyOf(reports);
  }

  /// Why not, for each that was asked, in that order.
  public List<NtpReport> reports() {
    return reports;
  }
}
