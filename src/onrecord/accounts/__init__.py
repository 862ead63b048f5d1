"""Who may use a desk that several people share: accounts in a file of their own, and how somebody is known again.

The file lies beside the case and is never a part of it, so that whoever is handed the case gets no accounts.
"""

from __future__ import annotations

from onrecord.accounts.account import ROLES, Account, Role, at_least
from onrecord.accounts.names import LONGEST_NAME, person_name
from onrecord.accounts.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD, Passwords
from onrecord.accounts.signing_in import Denied, SigningIn
from onrecord.accounts.store import Accounts, open_accounts
from onrecord.accounts.tries import Clock, Tries

__all__ = [
    "LONGEST_NAME",
    "LONGEST_PASSWORD",
    "ROLES",
    "SHORTEST_PASSWORD",
    "Account",
    "Accounts",
    "Clock",
    "Denied",
    "Passwords",
    "Role",
    "SigningIn",
    "Tries",
    "at_least",
    "open_accounts",
    "person_name",
]
