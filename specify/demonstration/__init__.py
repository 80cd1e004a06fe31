"""The demonstration: a small, made-up museum with real fishes and real places, the same for the same seed."""
