/// Measurements beside peers: the same load against the kit, plain Java and Python, in one run.
@NullMarked
package dev.usher.bench;

import org.jspecify.annotations.NullMarked;
