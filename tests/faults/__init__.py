"""What goes wrong, goes wrong whole: trials in which the ground gives way.

``recipes``            how each service of each app is done for real, prepared in the scene; a service without one fails a test
``test_half_states``   a fault at every statement of every service leaves the database as it was, no act, no mail
``test_archives``      backups that are interrupted, damaged, of another time or taken under load; restores that are cut short
``test_mail``          a mail that cannot be sent

The long trials of the same things, with real processes killed, are in ``tests/heavy``. Everything here is bounded and ends what it began.
"""
