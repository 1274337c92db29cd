/// The hub's services, one package each, on the kit's exported API.
module dev.usher.services {
  requires transitive dev.usher.kit;
  requires static org.jspecify;
  requires transitive tools.jackson.core;

  exports dev.usher.services;
  exports dev.usher.services.chat;
  exports dev.usher.services.command;
  exports dev.usher.services.echo;
  exports dev.usher.services.files;
  exports dev.usher.services.time;
}
