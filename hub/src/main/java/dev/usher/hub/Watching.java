package dev.usher.hub;

/// Where a watched clock is shown.
interface Watching extends AutoCloseable {
  /// Shows one more; false when nobody sees it any more.
  boolean show(Outcome outcome);

  @Override
  void close();
}
