package dev.usher.hub;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `usher chat`.
@Command(name = "chat", description = "Writes to people in datagrams.", subcommands = Host.class)
final class Chat implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
