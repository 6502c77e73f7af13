"""The registers a check may look things up in: an embedded snapshot, and live ones by setting.

`innebygd` reads the snapshot that comes with the schema packages. `geonorge`, `kommuneoppslag`,
`bring`, `brreg` and `geokoding` ask the live services through `oppslag`, which owns the cache, the
circuit breaker and the rule that no failure ever becomes an answer. `oppsett` puts them together
from settings; without settings nothing touches the network.
"""
