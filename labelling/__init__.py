"""How reports are labelled: labels written by people become case records, are checked, counted and compared."""
