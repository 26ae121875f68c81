"""Who reaches what: every rule, every address and every hidden row, persona by persona."""
