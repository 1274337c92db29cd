package dev.usher.services.time;

import java.net.InetSocketAddress;

/// A server that was asked, and what became of it.
public record NtpReport(InetSocketAddress server, NtpVerdict verdict) {}
