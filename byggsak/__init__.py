"""byggsak: the engine that brings a Norwegian building application from receipt to decision."""

__version__ = "0.1.0"
