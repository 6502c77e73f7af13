"""The quality rules for plans in GML: twelve national ones and our own.

One rule or family to a file, each a pure function from what a file says (`objekt`, `register`) to
answers (`modell.Svar`). `regler` is the list, `kontroll` asks it, `fil` reads. Nothing is repaired.
"""
