"""The ground that tagging stands on."""

from __future__ import annotations

from guidepress.engine.library import patches_left_out, tags_are_proved


def test_the_installed_engine_is_one_that_tagging_and_all_patches_were_written_for():
    """Where this fails after an upgrade: look through what the failing patches name, then renew the digests."""
    assert tags_are_proved()
    assert dict(patches_left_out()) == {}
