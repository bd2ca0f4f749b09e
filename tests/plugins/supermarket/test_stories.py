from __future__ import annotations

from amends.testing.stories import stories

TestStories = stories(__file__)
