"""The project's own messages: every prose field of a file, keyed by its path.

The path is made of mapping keys and the `id` of list items, never of positions, so that reordering a list changes
no key.
"""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.sources.fields import Model, Prose
from dragoman.wording import Message

OVERRIDES = "wording"
"""The field that rewords product messages: there a key of the file is the product's key."""


def messages(stem: str, shape: Model) -> Iterator[Message]:
    """The messages of one file, in the order of its model's fields and of its lists."""
    yield from _walk(shape, stem, f"{stem}.yaml")


def message(key: str, prose: Prose, file: str) -> Message:
    return Message(
        key, prose.text, other=prose.other, by=prose.by, note=prose.note, optional=prose.optional, file=file, own=True)


def _walk(value: object, key: str, file: str) -> Iterator[Message]:
    if isinstance(value, Prose):
        yield message(key, value, file)
    elif isinstance(value, Model):
        for name, field in type(value).model_fields.items():
            if name == OVERRIDES:
                reworded = getattr(value, name).items()
                yield from (replace(message(k, prose, file), own=False) for k, prose in reworded)
            else:
                yield from _walk(getattr(value, name), f"{key}.{field.alias or name}", file)
    elif isinstance(value, dict):
        for name, entry in value.items():
            yield from _walk(entry, f"{key}.{name}", file)
    elif isinstance(value, tuple):
        for item in value:
            if hasattr(item, "id"):
                yield from _walk(item, f"{key}.{item.id}", file)
