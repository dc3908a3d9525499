"""The same words elsewhere: quotations that are variants of one another, and texts that are copies."""
