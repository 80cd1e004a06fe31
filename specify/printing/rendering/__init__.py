"""The render process: evaluates what curators write, lays it out, and gives back HTML or PDF, or says what is wrong."""
