"""Pure rules for taking a school's ledger: from raw cells to judged rows."""
