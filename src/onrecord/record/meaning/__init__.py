"""What statements mean, as vectors: to find what is said in other words."""
