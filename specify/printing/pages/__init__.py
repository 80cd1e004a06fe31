"""The pages on which one prints: which templates there are, what is printed and how, and what was printed when."""
