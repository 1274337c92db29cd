package dev.usher.services.time;

import java.net.InetSocketAddress;
import java.util.List;

/// What one server told in one measurement.
///
/// @param times perhaps none
/// @param otherwise what became of the server if there is none
record NtpFindings(InetSocketAddress server, List<NtpAnswer.Time> times, NtpVerdict otherwise) {
  NtpFindings {
    times = List.copyOf(times);
  }
}
