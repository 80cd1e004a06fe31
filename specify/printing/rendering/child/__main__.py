"""The program of the render process; run by its path, with nothing of the server's environment.

In: messages on standard input, as `wire.py` has them. Out: one on standard output for each. Its package is found beside
it, so that it needs neither a folder to start in nor a setting.
"""

import gc
import sys
from pathlib import Path

if __name__ == "__main__":
    gc.disable()  # nothing that is loaded goes away: looking for it would take a tenth of the start
    sys.path.append(str(Path(__file__).parents[4]))
    from specify.printing.rendering.child.serving import serve

    serve()
