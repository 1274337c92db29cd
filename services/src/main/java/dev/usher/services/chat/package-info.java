/// Chat: people and programs write to each other in datagrams of plain UTF-8 text, and somebody
/// answers. What is protocol and conversation is here; what it looks like is the hub's affair. The
/// rules are those of `docs/protocols/chat.md`.
@NullMarked
package dev.usher.services.chat;

import org.jspecify.annotations.NullMarked;
