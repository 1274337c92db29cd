/// What the services have in common: each is a [Service] with a [Door] for each protocol, which
/// opens at an [Address] by way of a [Doorway].
@NullMarked
package dev.usher.services;

import org.jspecify.annotations.NullMarked;
