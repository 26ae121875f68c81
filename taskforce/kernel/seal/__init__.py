"""The seal: a hash chain over the journal and its history, made apart from those who write, checked by whoever doubts."""
