"""What `make bench` measures, and what it is measured against. Nothing here is a test: a slow machine is not a fault."""
