/// Transcripts, bad peers and leak checks, for tests of servers made with the kit.
@NullMarked
package dev.usher.testkit;

import org.jspecify.annotations.NullMarked;
