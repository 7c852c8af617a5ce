"""One workspace that has read the whole sample, for all tests of the story."""

from __future__ import annotations

import pytest

import salis
from tests.story.reading import Story, file_evidence, file_judgements
from tests.story.telling import DOCUMENTS


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Read the sample, file what people filed, and look at it at any moment."""
    workspace = salis.open_workspace(tmp_path_factory.mktemp("story"), create=True)
    workspace.add([str(DOCUMENTS)])
    file_evidence(workspace)
    file_judgements(workspace)
    return Story(workspace)
