"""The floor of the house: people, organisations, areas, workspaces and seats, and the kernel all apps stand on."""
