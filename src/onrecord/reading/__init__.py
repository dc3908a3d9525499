"""Reading: an article to its statements, one module a stage; ``reader`` composes them."""
