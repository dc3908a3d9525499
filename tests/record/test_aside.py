from __future__ import annotations

import io
import pickle

import pytest

from onrecord.record.aside import Aside, serve


def negative(number: int) -> int:
    return -number


def test_another_process_answers_one_thing_after_another() -> None:
    with Aside(negative) as aside:
        answers = []
        for number in (1, 2, 3):
            aside.ask(number)
            answers.append(aside.take())
    assert answers == [-1, -2, -3]


def test_nothing_asked_is_nothing_answered() -> None:
    with Aside(negative) as aside:
        assert aside.take() is None


@pytest.mark.parametrize("alone", [True, False])
def test_what_fails_is_raised_where_it_is_taken(alone: bool) -> None:
    with Aside(negative, alone=alone) as aside:
        aside.ask("x")  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            aside.take()
        aside.ask(5)
        assert aside.take() == -5


def test_a_process_that_dies_costs_nothing() -> None:
    with Aside(negative) as aside:
        assert aside.process is not None
        aside.process.kill()
        aside.process.wait()
        aside.ask(1)
        first = aside.take()
        aside.ask(2)
        assert (first, aside.take()) == (-1, -2)


def test_a_process_ends_with_its_work() -> None:
    with Aside(negative) as aside:
        process = aside.process
    assert process is not None
    assert process.returncode is not None


def test_where_no_process_starts_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/there/is/no/such/program")
    with Aside(negative) as aside:
        aside.ask(2)
        assert aside.take() == -2


def test_it_serves_until_nothing_more_is_asked() -> None:
    asked = io.BytesIO(pickle.dumps((negative, 1)) + pickle.dumps((negative, 2)))
    answers = io.BytesIO()
    serve(asked, answers)
    answers.seek(0)
    assert [pickle.load(answers), pickle.load(answers)] == [-1, -2]
