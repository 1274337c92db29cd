/// Remote commands: a line comes in, the shell runs it, what it wrote goes out. The rules stand in
/// `docs/protocols/command.md`; C1 and so on cite them.
@NullMarked
package dev.usher.services.command;

import org.jspecify.annotations.NullMarked;
