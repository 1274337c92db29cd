/// Experiments that show what sockets do: each runs real code and tells what it saw.
@NullMarked
package dev.usher.hub.lab;

import org.jspecify.annotations.NullMarked;
