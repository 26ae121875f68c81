"""The API: who is told what, what is refused and in which words, and what a program may do."""
