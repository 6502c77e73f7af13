"""Remembering what comes again: the map round a site, and a situation plan that has not changed.

The same site is checked many times (by the applicant, on receipt, after every correction, and by
the neighbour's project), and what lies between two map objects does not change as long as they do
not. Only for pure functions; what is drawn is measured against the map anew each time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Final, ParamSpec, TypeVar

import shapely
from shapely.geometry.base import BaseGeometry

P = ParamSpec("P")
T = TypeVar("T")

ANSWERS: Final = 4_096
"""Answers that one function remembers; what was asked about longest ago is forgotten first."""

POINTS: Final = 500_000
"""Points in the geometries of the questions that one function remembers: about 16 MB."""


def remember(function: Callable[P, T]) -> Callable[P, T]:
    """The function with a bounded memory of its answers, shared by threads.

    Arguments are given by position and are hashable: geometries (equal when type and every
    coordinate are), numbers, bytes, tuples of these. The key is what they hold, never which object
    they are. An exception is not remembered.
    """
    return remember_last(ANSWERS)(function)


def remember_last(answers: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """As `remember`, with room for so many answers."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        known: OrderedDict[tuple[object, ...], tuple[T, int]] = OrderedDict()
        lock = Lock()
        points = 0

        @wraps(function)
        def remembering(*args: P.args, **kwargs: P.kwargs) -> T:
            nonlocal points
            if kwargs:
                return function(*args, **kwargs)
            key: tuple[object, ...] = args
            with lock:
                found = known.get(key)
                if found is not None:
                    known.move_to_end(key)
                    return found[0]
            answer = function(*args, **kwargs)
            size = _points(key)
            if size <= POINTS:
                with lock:
                    if key not in known:
                        points += size
                        known[key] = (answer, size)
                    while len(known) > answers or points > POINTS:
                        points -= known.popitem(last=False)[1][1]
            return answer

        return remembering

    return decorate


def _points(argument: object) -> int:
    """How much the argument holds, in points (16 bytes of anything else are one)."""
    if isinstance(argument, BaseGeometry):
        return 1 + int(shapely.get_num_coordinates(argument))
    if isinstance(argument, tuple):
        return 1 + sum(_points(part) for part in argument)
    return len(argument) // 16 if isinstance(argument, bytes | str) else 0
