/// The contract of the kit: servers, and the clients that match them.
///
/// - [Server] says where to listen, how to frame and what is allowed; started, it is a [Running].
/// - [Handler] is your code, and its [Connection] the conversation with one client. What only
///   streams have is in [StreamHandler] and [StreamConnection]; packets of which each is answered
///   by itself go to a [DatagramHandler].
/// - [StreamFraming] and [PacketFraming] cut messages, and bound them.
/// - [Limits] and [Deadlines] are safe from the start: [Defaults] has every number.
/// - [Ended] is why a conversation is over, [ServerEvents] tells what a server does.
/// - [Client] makes the same connections from the other side.
///
/// `ARCHITECTURE.md` follows one connection through the files here, from accept to close.
@NullMarked
package dev.usher.kit;

import org.jspecify.annotations.NullMarked;
