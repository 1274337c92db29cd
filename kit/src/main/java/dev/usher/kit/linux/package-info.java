/// Sockets by Linux's own calls, without native code of ours: foreign functions only.
@NullMarked
package dev.usher.kit.linux;

import org.jspecify.annotations.NullMarked;
