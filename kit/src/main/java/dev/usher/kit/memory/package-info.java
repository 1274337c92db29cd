/// A whole network inside the process, for tests: seeded faults, and a clock that you move.
@NullMarked
package dev.usher.kit.memory;

import org.jspecify.annotations.NullMarked;
