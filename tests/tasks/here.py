"""Running a job within the test's own process, without a queue."""

from specify.tasks.models import Job
from specify.tasks.running import run
from specify.tasks.taking import take


def run_next() -> Job:
    """The next job, after it was run here."""
    job = take()
    assert job is not None, "No job can be taken."
    run(job)
    return Job.objects.get(pk=job.pk)
