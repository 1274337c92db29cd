package dev.usher.services.time;

import dev.usher.kit.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/// What an [NtpClient] is to do.
///
/// @param manners shared by all plans made from this one
record NtpPlan(
    List<InetSocketAddress> servers,
    int samples,
    Duration spacing,
    Duration timeout,
    Transport transport,
    TimeSource time,
    BiConsumer<InetSocketAddress, NtpSample> listener,
    NtpManners manners) {
  NtpPlan samples(int other) {
    return new NtpPlan(servers, other, spacing, timeout, transport, time, listener, manners);
  }

  NtpPlan spacing(Duration other) {
    return new NtpPlan(servers, samples, other, timeout, transport, time, listener, manners);
  }

  NtpPlan timeout(Duration other) {
    return new NtpPlan(servers, samples, spacing, other, transport, time, listener, manners);
  }

  NtpPlan on(Transport other) {
    return new NtpPlan(servers, samples, spacing, timeout, other, time, listener, manners);
  }

  NtpPlan time(TimeSource other) {
    return new NtpPlan(servers, samples, spacing, timeout, transport, other, listener, manners);
  }

  NtpPlan onSample(BiConsumer<InetSocketAddress, NtpSample> other) {
    return new NtpPlan(servers, samples, spacing, timeout, transport, time, other, manners);
  }
}
