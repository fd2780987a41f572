"""All notes of a site together: translations of each other, and notes on the same paper."""
