/// Makes of a built hub what can be carried to a machine that has no Java: an archive and a Debian
/// package of the same tree. Runs from its sources, by `./usher pack`.
@NullMarked
package dev.usher.pack;

import org.jspecify.annotations.NullMarked;
