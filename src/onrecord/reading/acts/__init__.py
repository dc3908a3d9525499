"""Acts and positions: what is done by a statement, and where it leaves the speaker."""
