"""What papernotes costs, measured beside MkDocs without it and beside Hugo, in one run.

`python -m tests.bench` prints a Markdown table and ends with status 1 if a bound of
`tests/bench/bounds.py` is broken. A busy machine makes one and the same build cost half as much
again, and stays busy for minutes. So whatever is compared is built in turns, in whole processes,
and the median of the rounds' ratios counts.
"""
