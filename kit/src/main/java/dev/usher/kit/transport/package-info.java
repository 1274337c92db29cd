/// The seam between the kit and what moves its bytes; a transport is one implementation of
/// [dev.usher.kit.transport.Wire].
@NullMarked
package dev.usher.kit.transport;

import org.jspecify.annotations.NullMarked;
