/// What the services have in common.
@NullMarked
package dev.usher.services;

import org.jspecify.annotations.NullMarked;
