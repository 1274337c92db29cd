/// What holds for every conversation on every transport, and for some on some.
@NullMarked
package dev.usher.testkit.contract;

import org.jspecify.annotations.NullMarked;
