package dev.usher.kit;

import java.io.InputStream;
import java.io.OutputStream;

/// The two directions of a conversation that has left its framing.
///
/// Both block; deadlines hold as before (idle for a read, write for a write), and a failure is an
/// [java.io.IOException] whose cause is the [EndedException].
///
/// @param input what the peer sends; its end is the peer's half-close
/// @param output what the peer gets; not buffered; closing it is a half-close
public record RawStream(InputStream input, OutputStream output) {}
