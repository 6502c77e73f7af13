"""The HTTP face of byggsak. `create_app()` is its entry point (group `byggsak.api`)."""

from byggsak_api.app import create_app

__all__ = ["create_app"]
