"""A ledger on its way into the register: kept, judged in blocks, compared, confirmed."""
