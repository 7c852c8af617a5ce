"""Sizes from which a ledger is dealt with otherwise; kept apart, as it is asked of every ledger."""

#: Ledgers with fewer entries are replayed: that takes less than half a second.
LARGE = 1_500
#: What is shown of a matter is kept from so many statements on; smaller ones are quickly weighed.
LARGE_MATTER = 8
