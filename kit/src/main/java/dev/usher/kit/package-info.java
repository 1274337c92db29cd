/// The contract of the kit, and the four files that a connection lives in.
///
/// Start with [Server], [Handler] and [Connection]; `ARCHITECTURE.md` follows one connection from
/// accept to close.
@NullMarked
package dev.usher.kit;

import org.jspecify.annotations.NullMarked;
