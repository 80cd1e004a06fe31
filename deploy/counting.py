"""A job for trying the worker: it counts, slowly, and touches nothing.

In: its number and how far to count. Out: a sentence. The worker finds it by the dotted path `deploy.counting.count`.
"""

import time

from specify.tasks.declaring import Outcome, job
from specify.tasks.progress import Progress

STEP_SECONDS = 0.1


@job("Count slowly")
def count(progress: Progress, *, person: int, collection_id: int | None, number: int, steps: int) -> Outcome:
    """Count to `steps`, a tenth of a second each."""
    progress.expect(steps, "Count")
    for _ in range(steps):
        time.sleep(STEP_SECONDS)
        progress.advance()
    return Outcome(f"Number {number} counted to {steps} for person {person}, collection {collection_id}.")
