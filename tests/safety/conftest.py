"""The tiny project of the tests of making, built once and copied for each test."""

from make.conftest import _built_once, _warm_engine, built, project

__all__ = ["_built_once", "_warm_engine", "built", "project"]
