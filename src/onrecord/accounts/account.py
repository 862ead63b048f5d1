"""An account: somebody's name and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Role = Literal["reader", "reviewer", "lead"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
"""From the least to the most: a reader sees, a reviewer also decides, a lead also takes back what others decided, rates
sources and manages accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who can sign in.

    Attributes:
        name: As it stands beside what they decide.
        role: What they may do.
        stamp: Another one after each change of the password; a session that began under an earlier one is over.
        made_at: When the account was made, ISO 8601 in UTC.
        password_at: When its password was set.
        signed_in_at: When somebody signed in with it last, or "".
    """

    name: str
    role: Role
    stamp: str
    made_at: str
    password_at: str
    signed_in_at: str = ""


def at_least(role: Role, wanted: Role) -> bool:
    """Tell whether a role may do what another one may."""
    return ROLES.index(role) >= ROLES.index(wanted)
