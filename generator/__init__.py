"""The machine: structured YAML of exercises in, a static guide out. Start reading at build.py."""
