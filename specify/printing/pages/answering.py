"""Whether a sheet came out well: asked after what had waited for it was printed.

In: what was printed lately, the answer. Out: what waited is taken out, or waits on; a sentence. A second answer to the
same question changes nothing.
"""

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from specify.printing.models import Printout
from specify.printing.pages.keeping import FAILED, WAITED, printout_of
from specify.printing.queue.changing import take_out
from specify.security.entering import Visit
from specify.web.addresses import number_in


def asked_about(printouts: Sequence[Printout]) -> Printout | None:
    """The printout of which it is to be asked, if there is one: the newest, as long as nobody has answered."""
    return printouts[0] if printouts and WAITED in dict(printouts[0].asked) else None


def answer_well(visit: Visit, number: str, *, is_well: bool) -> str:
    """Take out what was printed well, or leave what was not; what happened, in a sentence."""
    printout = printout_of(visit, number_in(number) or 0)
    waited = dict(printout.asked).get(WAITED)
    if waited is None:
        return _("This was answered before.")
    gone = take_out(visit, [int(one) for one in str(waited).split() if one.isdecimal()]) if is_well else 0
    printout.asked = [[name, value] for name, value in printout.asked if name != WAITED]
    if not is_well:
        printout.asked.append([FAILED, "1"])
    printout.save(update_fields=["asked"])
    if not is_well:
        return _("All of it waits on. Print it again when the printer is ready.")
    told = ngettext("%(number)s waits no more.", "%(number)s wait no more.", gone)
    return told % {"number": number_format(gone)}
