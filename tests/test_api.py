"""The package's own names: what ``import onrecord`` gives."""

from __future__ import annotations

import doctest
import subprocess
import sys

import pytest

import onrecord

TEXT = "Mayor Ana Ruiz said she would never sell the docks."


def test_every_name_that_is_promised_is_there() -> None:
    assert sorted(onrecord.__all__) == onrecord.__all__
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="'onrecord' has no attribute 'write'"):
        _ = onrecord.write


def test_a_text_and_an_article_are_read_alike() -> None:
    assert onrecord.read(TEXT) == onrecord.read(onrecord.Article(TEXT)) == onrecord.Reader().read(TEXT)


def test_the_first_example_is_true() -> None:
    assert doctest.testmod(onrecord).failed == 0


def test_many_are_read_in_order() -> None:
    outcomes = list(
        onrecord.read_many([TEXT, onrecord.Article("Es regnet.", language="de"), TEXT], processes=1)
    )
    assert [type(outcome).__name__ for outcome in outcomes] == ["Reading", "LanguageError", "Reading"]


def test_errors_have_one_base_and_say_what_and_why() -> None:
    with pytest.raises(onrecord.OnrecordError) as caught:
        onrecord.read(onrecord.Article("Es regnet.", id="regen", language="de"))

    assert isinstance(caught.value, onrecord.LanguageError)
    assert isinstance(caught.value, onrecord.InputError)
    assert caught.value.name == "regen"
    assert str(caught.value) == f"regen: {caught.value.cause}"
    assert "\n" not in str(caught.value)


def test_importing_the_package_loads_nothing_large() -> None:
    script = "import sys, onrecord; print(sorted({'numpy', 'onnxruntime', 'trafilatura', 'lxml'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
