"""What can be wrong with a pack of rules, told to the person who wrote it.

KatalogFeil
├── ParameterFeil    a number of the law (krav.toml, kommuner/*.toml)
└── FelttabellFeil   a field table

All are raised while the catalogue is loaded: a pack with a fault never checks an application.
"""


class KatalogFeil(Exception):
    """The rules cannot be used as they stand; nothing was checked. Correct the file named."""


class ParameterFeil(KatalogFeil):
    """A dated number is missing, misspelt or ambiguous; correct it in the TOML file named."""


class FelttabellFeil(KatalogFeil):
    """A row of a field table cannot be understood; correct it in the TOML file named."""
