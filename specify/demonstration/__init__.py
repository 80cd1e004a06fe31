"""The demonstration: a made-up museum with real organisms, rocks and places, the same for the same numbers and seed."""
