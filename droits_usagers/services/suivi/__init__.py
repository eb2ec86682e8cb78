"""Many dossiers: the list, its filters, its dates, its exports."""
