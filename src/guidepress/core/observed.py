"""A series that notes what is read of it, and the digest of each value by the name under which it is noted.

Names are `series.title`, `guide:apples.summary`, `story:stay.title`, `word:contents`, `block:closing`,
`reference:smith-2020`, `value:licence.name`; `story:stay.` for whether there is such a story; `stories` for the
ids of all in their order. A field of more than so many records is one use, such as `guide:*.title`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import Any, Self

from guidepress.core.model import Guide, Series
from guidepress.core.uses import LONGEST_NAME

KINDS = {
    "guides": "guide",
    "stories": "story",
    "references": "reference",
    "blocks": "block",
    "words": "word",
    "values": "value",
    "sessions": "session",
}
"""What one of each group of records is called."""
WHOLE = ("reference", "block", "word", "value")
"""What is noted as a whole: almost all of it is read whenever some of it is."""
MOST_BY_NAME = 50
"""A field of more records than this is noted of all records at once."""
_GROUPS = {kind: group for group, kind in KINDS.items()}
_TEXTS = ("word", "value")
"""What is a text and no record."""
_EXISTS, _ALL = "", "*"

_Notes = set[tuple[str, str, str]]
"""Kind, id and field; kind alone for a group's ids; `series` and field for a field of the series."""


class Observed:
    """One series, and what was read of it since the last start."""

    def __init__(self, series: Series) -> None:
        self.of = series
        self._notes: _Notes = set()
        self._values = Values(series)
        self.series: Series = _series_view(series, self._notes)
        """The series to read."""

    def start(self) -> None:
        """Begins anew."""
        self._notes.clear()

    def uses(self) -> dict[str, str]:
        """Gives the digest of each value that was read, by its name."""
        fields = {(kind, id_) for kind, id_, field in self._notes if field}
        together = Counter((kind, field) for kind, _, field in self._notes if kind in _GROUPS)
        names = set()
        for kind, id_, field in self._notes:
            if kind not in _TEXTS and together[kind, field] > MOST_BY_NAME:
                names.add(_name(kind, _ALL, field))
            elif field or kind in WHOLE or (kind, id_) not in fields:  # a field says that there is its record too
                names.add(_name(kind, id_, field))
        return {name: self._values.digest(name) for name in sorted(names)}


class Values:
    """The values of a series by the names of uses; each is digested once."""

    def __init__(self, series: Series) -> None:
        self._series = series
        self._guides: dict[str, Guide] = {str(guide.id): guide for guide in series.guides}
        self._digests: dict[str, str] = {}

    def digest(self, name: str) -> str:
        """Gives the digest of a value; that of nothing where there is no such value any more."""
        if name not in self._digests:
            # the representation of records holds values and no places
            self._digests[name] = sha256(repr(self._value(name)).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return self._digests[name]

    def _value(self, name: str) -> object:
        kind, colon, rest = name.partition(":")
        if not colon:
            return self._of_series(name)
        records = self._records(_GROUPS.get(kind, ""))
        id_, _, field = (rest, "", "") if kind in WHOLE else rest.rpartition(".")
        if id_ == _ALL:
            whole = kind in WHOLE
            return [
                getattr(record, field, None) if field else (record if whole else key)
                for key, record in records.items()
            ]
        if kind in WHOLE or field:
            record = records.get(id_)
            return getattr(record, field, None) if field else record
        return id_ in records

    def _of_series(self, name: str) -> object:
        if name in KINDS:
            records = self._records(name)
            return list(records.items()) if KINDS[name] in _TEXTS else list(records)
        return getattr(self._series, name.partition(".")[2], None)

    def _records(self, group: str) -> Mapping[str, Any]:
        return self._guides if group == "guides" else getattr(self._series, group, {})


def _name(kind: str, id_: str, field: str) -> str:
    if kind not in _GROUPS:
        return f"{kind}.{field}" if field else kind
    return f"{kind}:{id_}" if kind in WHOLE else f"{kind}:{id_}.{field}"


def _series_view(series: Series, notes: _Notes) -> Any:  # noqa: ANN401  # a Series by its looks
    groups: dict[str, Any] = {}
    for group, kind in KINDS.items():
        records = getattr(series, group)
        if group == "guides":
            groups[group] = tuple(_record_view(guide, kind, str(guide.id), notes) for guide in records)
        else:
            groups[group] = _Table(
                {
                    key: value if kind in _TEXTS else _record_view(value, kind, str(key), notes)
                    for key, value in records.items()
                },
                group,
                notes,
            )
    view = _record_view(series, "series", "", notes)
    object.__setattr__(view, "_groups", groups)
    return view


def _record_view(record: Any, kind: str, id_: str, notes: _Notes) -> Any:  # noqa: ANN401  # of its class
    made: Any = object.__new__(_view_of(type(record), whole=kind in WHOLE))  # type: ignore[arg-type]  # a class
    for name, value in (("_record", record), ("_kind", kind), ("_id", id_), ("_notes", notes)):
        object.__setattr__(made, name, value)
    return made


@cache
def _view_of(record: type, *, whole: bool) -> type:
    """Gives a class of records that look like those of another class and note which fields are read.

    It is a subclass whose properties stand before the fields, so that whoever asks for fields, attributes or the
    class sees what is there, and a copy with other values is a plain record.
    """
    fields = tuple(record.__dataclass_fields__)  # type: ignore[attr-defined]

    def new(_: type, *values: object, **named: object) -> object:
        return record(*values, **named)

    def equal(view: Any, other: Any) -> bool:  # noqa: ANN401  # the view, and anything
        if view is other:
            return True
        if type(other) is type(view):  # two of one series: their ids are different
            return view._kind == "series" and all(getattr(view, name) == getattr(other, name) for name in fields)
        return type(other) is record and all(getattr(view, name) == getattr(other, name) for name in fields)

    def reduce(view: object) -> tuple[type, tuple[object, ...]]:
        return record, tuple(getattr(view, name) for name in fields)

    members: dict[str, object] = {
        "__slots__": ("_groups", "_id", "_kind", "_notes", "_record"),
        "__qualname__": record.__qualname__,
        "__module__": record.__module__,
        "__doc__": record.__doc__,
        "__new__": new,
        "__eq__": equal,
        "__hash__": object.__hash__,
        "__reduce__": reduce,
        **{name: property(_reading(record, name, whole=whole)) for name in fields},
    }
    return type(record.__name__, (record,), members)


def _reading(record: type, name: str, *, whole: bool) -> Callable[[Any], object]:
    if record is Series and name in KINDS:

        def read_group(view: Any) -> object:  # noqa: ANN401  # the view, as below
            if name == "guides":
                view._notes.add((name, "", ""))
            return view._groups[name]

        return read_group
    if name == "id" and not whole:  # it is what the record was found by

        def read_id(view: Any) -> object:  # noqa: ANN401
            return view._record.id

        return read_id
    field = "" if whole else name

    def read(view: Any) -> object:  # noqa: ANN401
        view._notes.add((view._kind, view._id, field))
        return getattr(view._record, name)

    return read


class _Table(dict[str, Any]):
    """A dictionary that notes which of its keys are looked for, and when it is gone through."""

    __slots__ = ("_group", "_kind", "_notes")
    __hash__ = None

    def __init__(self, items: dict[str, Any], group: str, notes: _Notes) -> None:
        super().__init__(items)
        self._group = group
        self._kind = KINDS[group]
        self._notes = notes

    def _note(self, key: object) -> None:
        if isinstance(key, str) and len(key) < LONGEST_NAME // 2 and "\0" not in key and key != _ALL:
            self._notes.add((self._kind, str(key), _EXISTS))
        else:
            self._note_all()

    def _note_all(self) -> None:
        self._notes.add((self._group, "", ""))

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401  # a record or a text
        self._note(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401
        """Gives the value of a key, or something else where there is none."""
        self._note(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self._note_all()
        return super().__iter__()

    def __reversed__(self) -> Iterator[str]:
        self._note_all()
        return super().__reversed__()

    def __len__(self) -> int:
        self._note_all()
        return super().__len__()

    def keys(self) -> Any:  # noqa: ANN401  # the dictionary's own, as below
        """Gives the keys."""
        self._note_all()
        return super().keys()

    def values(self) -> Any:  # noqa: ANN401
        """Gives the values."""
        self._note_all()
        return super().values()

    def items(self) -> Any:  # noqa: ANN401
        """Gives keys and values."""
        self._note_all()
        return super().items()

    def __eq__(self, other: object) -> bool:
        self._note_all()
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __repr__(self) -> str:
        return repr(self.copy())

    def copy(self) -> dict[str, Any]:
        """Gives a plain dictionary of the same values."""
        return dict(self.items())

    def __or__(self, other: Any) -> Any:  # noqa: ANN401
        return self.copy() | other

    def __ror__(self, other: Any) -> Any:  # noqa: ANN401
        return other | self.copy()

    def __copy__(self) -> dict[str, Any]:
        return self.copy()

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce_ex__(self, protocol: object) -> Any:  # noqa: ANN401
        return dict, (list(self.items()),)
