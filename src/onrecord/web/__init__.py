"""The desk: a record in a browser, and over HTTP.

Pages are rendered here and served from here: nothing is asked for from anywhere else. Each has a twin as JSON, and as
CSV where it is a table.
"""
