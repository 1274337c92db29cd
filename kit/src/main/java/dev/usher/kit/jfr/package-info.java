/// What a server does, in Java Flight Recorder: `Server.tcp(…).events(new JfrEvents())`.
///
/// `docs/how-to/watch-a-server.md` shows how to record and print them.
@NullMarked
package dev.usher.kit.jfr;

import org.jspecify.annotations.NullMarked;
