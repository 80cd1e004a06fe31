"""What the worker does by itself with trees: every night it forgets old imports, and looks numbers through.

In: the clock. Out: fewer rows in `web_tree_import`; rows in `web_tree_state`, so that queries find by the numbers of
trees, too, that nobody opens here. huey looks for tasks in modules of this name.
"""

import logging
from datetime import datetime

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from specify.nodes.judging import judge_all
from specify.trees.importing.keeping import sweep_imports

_log = logging.getLogger("specify.trees")


@db_periodic_task(crontab(minute="33", hour="3"))
def sweep_old_imports() -> None:
    """Remove files that were uploaded, and what is known of their nodes."""
    _log.info("swept", extra={"data": {"tree imports": sweep_imports(datetime.now())}})


@db_periodic_task(crontab(minute="43", hour="3"))
def judge_trees() -> None:
    """Look through the numbers of trees that were changed since."""
    judge_all(datetime.now())
