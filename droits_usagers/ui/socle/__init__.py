"""Paper: what is asked before printing, and how it leaves."""
