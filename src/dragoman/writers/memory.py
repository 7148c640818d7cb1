"""What a session remembers: so many values by their keys, those longest unasked for forgotten first."""

from collections.abc import Hashable
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Memory(Generic[_Value]):
    """A bounded table; whoever uses it holds the lock that its values need."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._values: dict[Hashable, _Value] = {}

    def get(self, key: Hashable) -> _Value | None:
        """The value of a key, or nothing."""
        value = self._values.pop(key, None)
        if value is not None:
            self._values[key] = value
        return value

    def keep(self, key: Hashable, value: _Value) -> _Value:
        """Remember a value, which is returned."""
        self._values[key] = value
        if len(self._values) > self._limit:
            del self._values[next(iter(self._values))]
        return value
