package dev.usher.kit;

/// Why a stream client was sent away before its conversation began.
public enum Refusal {
  /// [Server#admit] does not want it.
  NOT_ADMITTED,
  /// Its address has [Limits#perAddress()] conversations already.
  PER_ADDRESS
}
