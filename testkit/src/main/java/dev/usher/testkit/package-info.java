/// Tests of servers made with the kit: conversations as [dev.usher.testkit.Transcript], bad peers
/// as [dev.usher.testkit.Mischief], what is left behind as [dev.usher.testkit.LeakCheck], and
/// [dev.usher.testkit.FramingProperties] for a framing of your own.
///
/// Nothing here depends on a test framework: what does not hold is an [AssertionError].
@NullMarked
package dev.usher.testkit;

import org.jspecify.annotations.NullMarked;
