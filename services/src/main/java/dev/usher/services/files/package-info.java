/// Files: a store that others put files into and get them from, by several protocols. Nothing has
/// its final name before it is whole and verified.
@NullMarked
package dev.usher.services.files;

import org.jspecify.annotations.NullMarked;
