"""Fagets ord som verdier. Bare standardbiblioteket; ingen inn- og utlesing."""
