package dev.usher.services.files;

/// The parts of a [Store] that its files on their way share.
record Tools(Staging staging, Ground ground, Publisher publisher, Syncer syncer, Space space) {}
