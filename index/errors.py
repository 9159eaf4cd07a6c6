"""Everything that can go wrong in the index, as one tree.

    RetrievalError
    ├── IndexMissing      nothing was built yet
    ├── IndexStale        what was built does not fit the settings (another model, another format)
    ├── IndexBusy         a build is under way
    ├── ModelUnavailable  the embedding model cannot be loaded
    └── QuestionsUnreadable  a file of questions for the evaluation cannot be read

Each message says which command or setting mends it.
"""

from __future__ import annotations


class RetrievalError(Exception):
    """Base of the index package's errors."""


class IndexMissing(RetrievalError):  # noqa: N818 (the name says a state, as design.md does)
    """No generation was built in the index folder yet."""


class IndexStale(RetrievalError):  # noqa: N818
    """The generation was built with another model, dictionary or format than is in use now."""


class IndexBusy(RetrievalError):  # noqa: N818
    """A build is under way, so that another generation cannot be taken into use now."""


class ModelUnavailable(RetrievalError):  # noqa: N818
    """The embedding model cannot be found, fails its check or cannot be loaded."""


class QuestionsUnreadable(RetrievalError):  # noqa: N818
    """A file of questions for the evaluation is missing or not in its format."""
