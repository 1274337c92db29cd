package dev.usher.services.files;

/// A file has its name.
///
/// @param path where it is; another than was asked for when it was renamed
/// @param same whether it was there before, with the same content
record Published(StorePath path, boolean same) {}
