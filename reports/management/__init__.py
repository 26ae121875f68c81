"""Commands of the top room, which may know all the others."""
