"""Bodies that the API takes, and the small records that only it gives.

Each is checked by its type when it comes in, and OpenAPI's schemas are made from the same types.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from salis.api.moments import MOMENT_PATTERN
from salis.model.entry import Verdict

_SAID = r"^[^\x00]*[^\x00\s][^\x00]*$"
type Words = Annotated[str, Meta(min_length=1, max_length=4000, pattern=_SAID)]
type Name = Annotated[str, Meta(min_length=1, max_length=500, pattern=_SAID)]
type Moment = Annotated[str, Meta(pattern=MOMENT_PATTERN, examples=["2031-05-06T18:00Z"])]
type WebAddress = Annotated[
    str,
    Meta(
        max_length=2000,
        pattern=r"^https?://[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?(\.[a-z0-9]{2,20})+(/[!-~]*)?$",
        examples=["https://post.example/1"],
    ),
]
type Kind = Literal["record", "image", "video", "dataset"]
#: Of one claim; of two claims, documents or names.
_OF_ONE = [one.value for one in Verdict if not one.ties]
_OF_TWO = [one.value for one in Verdict if one.ties]
#: What the types cannot say of bodies, as JSON Schema.
CONDITIONS: Mapping[str, object] = {
    "Judgement": {
        "anyOf": [
            {"properties": {"verdict": {"enum": _OF_ONE}, "named": {"maxItems": 1}}},
            {"properties": {"verdict": {"enum": _OF_TWO}, "named": {"minItems": 2}}},
        ]
    },
    "TextToAdd": {"oneOf": [{"required": ["text"]}, {"required": ["address"]}]},
}


class Judgement(Struct, forbid_unknown_fields=True):
    """A judgement to record: of one claim, or of two claims, documents or names."""

    verdict: Verdict
    named: Annotated[
        list[Name],
        Meta(min_length=1, max_length=2, extra_json_schema={"uniqueItems": True}),
    ]
    because: Words
    at: Moment | UnsetType = UNSET


class EvidenceInFile(Struct, forbid_unknown_fields=True, kw_only=True):
    """Evidence that is a file, whose bytes are kept; its fields in a form."""

    claim: Name
    bears: Literal["for", "against"]
    grade: Annotated[int, Meta(ge=1, le=6, description="1: confirmed; 6: cannot be judged.")]
    kind: Kind
    note: Words
    published: Moment | UnsetType = UNSET


class EvidenceToFile(EvidenceInFile, forbid_unknown_fields=True, kw_only=True):
    """Evidence at an address."""

    address: WebAddress


class GradeToGive(Struct, forbid_unknown_fields=True):
    """A source's grade on the Admiralty scale."""

    source: Name
    grade: Literal["A", "B", "C", "D", "E", "F"]
    because: Annotated[str, Meta(max_length=4000, pattern=r"^[^\x00]*$")] = ""


class Withdrawal(Struct, forbid_unknown_fields=True):
    """An entry to take back: its number, or the id of the judgement or evidence in it."""

    entry: Name
    because: Words


class FilesToAdd(Struct, forbid_unknown_fields=True):
    """Files to be read into the ledger, and what is said of all of them; fields of a form."""

    source: Name | UnsetType = UNSET
    published: Moment | UnsetType = UNSET
    title: Name | UnsetType = UNSET


class TextToAdd(FilesToAdd, forbid_unknown_fields=True):
    """A text, or what is at an address, to be read into the ledger: one of the two."""

    text: Annotated[str, Meta(min_length=1, max_length=1_000_000)] | UnsetType = UNSET
    address: WebAddress | UnsetType = UNSET


class SignIn(Struct, forbid_unknown_fields=True):
    """A name with its password, or no name and the server's token."""

    password: Annotated[str, Meta(min_length=1, max_length=1024)]
    name: Annotated[str, Meta(max_length=500)] = ""


class EntryMade(Struct):
    """What was recorded. Ask with `after` set to the number to see what it led to."""

    entry: int
    #: Of the judgement or evidence; null for other entries.
    id: str | None
    by: str
    recorded_at: str


class ProblemFound(Struct):
    """A fault of the material, with its place."""

    code: str
    text: str
    place: str


class Added(Struct):
    """What adding came to."""

    added: int
    known: int
    revised: int
    described: int
    statements: int
    words: int
    seconds: float
    problems: list[ProblemFound]


class Addition(Struct):
    """Documents being added, or that were."""

    id: str
    state: Literal["waiting", "reading", "done", "failed"]
    by: str
    #: Documents dealt with so far, of how many where that is known.
    done: int
    total: int | None
    report: Added | None
    #: Why it failed; null where it did not.
    error: str | None


class Signed(Struct):
    """Who asks, and what that person may."""

    name: str
    role: Literal["reader", "reviewer", "admin"]


class People(Struct):
    """Everybody who has a password."""

    people: list[Signed]


class Health(Struct):
    """That the server answers."""

    status: Literal["ok"]
    version: str


class Verified(Struct):
    """What a check of every entry and every archived document found to be in order."""

    entries: int
    head: str
    archived: int


class Details(Struct):
    """Why a request was not served (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    detail: str
