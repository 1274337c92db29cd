package dev.usher.hub;

/// A value, or one of several, and who said it.
record Word(String text, Origin origin) {}
