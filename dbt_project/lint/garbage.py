"""Look for garbage seldom: the linter's trees of a model are large, and there is hardly any.

That is a third of its time. The linter runs the modules of this folder in each of its processes.
"""

import gc

gc.set_threshold(100_000, 50, 50)
