/// Files: a store that others put files into and get them from, by several protocols. Nothing has
/// its final name before it is whole and verified.
///
/// A transfer has a `Source` and a `Sink`, each told in one file; one long file comes in as
/// `LongFile` has it, small ones as `SmallFiles`. What is kept is in a `Store`. The rules are in
/// docs/protocols/files.md.
@NullMarked
package dev.usher.services.files;

import org.jspecify.annotations.NullMarked;
