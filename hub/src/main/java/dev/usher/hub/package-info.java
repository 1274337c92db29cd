/// The command line, the configuration and the wiring of services.
@NullMarked
package dev.usher.hub;

import org.jspecify.annotations.NullMarked;
