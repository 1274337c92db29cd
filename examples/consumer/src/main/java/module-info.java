/// A server of one's own, on Usher's kit.
module regatta {
  requires dev.usher.kit;
  requires dev.usher.services;
}
