"""The archive: what byggsak asks of any archive system, and how it gets there safely.

`port` and `commands` are the contract, `records` and `codes` the words of Noark 5, `errors` says
who can act, `registry` finds the installed adapter, `relay` delivers the outbox to it.
"""
