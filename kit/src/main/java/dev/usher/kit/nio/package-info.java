/// The `nio` transport: the JDK's channels, on every system. The reference for the others.
@NullMarked
package dev.usher.kit.nio;

import org.jspecify.annotations.NullMarked;
