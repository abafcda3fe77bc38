"""Examples are true: those in docstrings, and those in docs/python.md."""

import doctest

import conftest
import nameplate
import nameplate._errors
import nameplate._result
import pytest

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.mark.parametrize("module", [nameplate, nameplate._errors, nameplate._result])
def test_docstrings(module):
    names = {"nameplate": nameplate, "table": conftest.small()}
    done = doctest.testmod(module, extraglobs=names, optionflags=FLAGS)
    assert done.failed == 0 and done.attempted > 0


def test_every_call_has_an_example():
    for name in nameplate.__all__:
        call = getattr(nameplate, name)
        if callable(call) and not isinstance(call, type):
            assert ">>>" in call.__doc__, name


def test_the_guide(monkeypatch):
    monkeypatch.chdir(conftest.REPOSITORY)
    guide = conftest.REPOSITORY / "docs" / "python.md"
    done = doctest.testfile(str(guide), module_relative=False, optionflags=FLAGS)
    assert done.failed == 0 and done.attempted > 10
