"""Ways out: the smallest change of an application that makes a broken rule met.

Each module knows one kind of change. They propose; `byggsak.services.utveier` runs every rule again
on the changed application, and what does not hold is never offered.
"""
