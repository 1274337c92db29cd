/// Echo: what arrives comes back, in upper case. For trying a network, and the smallest service to
/// copy from.
@NullMarked
package dev.usher.services.echo;

import org.jspecify.annotations.NullMarked;
