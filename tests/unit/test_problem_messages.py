"""Every problem and every reason to hold a fact has a sentence in both languages."""

import string

import pytest

import server.domain.problems_backup
import server.domain.problems_checklist
import server.domain.problems_held
import server.domain.problems_rounds  # noqa: F401 - all register their problems
from server.domain import problems
from server.sync.receipt import HoldReason
from server.web.messages import LANGUAGES, catalogue, say
from server.web.problems import STATUS, status_of


def _coded(base=problems.Problem):
    for kind in base.__subclasses__():
        if "code" in vars(kind):
            yield kind
        yield from _coded(kind)


PROBLEMS = sorted(set(_coded()), key=lambda kind: kind.code)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("kind", PROBLEMS, ids=lambda kind: kind.code)
def test_a_problem_has_a_sentence_that_its_documented_params_fill(kind):
    for language in LANGUAGES:
        wanted = placeholders(catalogue(language)[f"problem.{kind.code}"])
        documented = {name for name in wanted if name in (kind.__doc__ or "")}
        assert wanted == documented, f"{kind.__name__} does not name its params"
        say(language, f"problem.{kind.code}", **dict.fromkeys(wanted, "1"))


def test_codes_are_unique_and_every_status_is_known():
    assert len({kind.code for kind in PROBLEMS}) == len(PROBLEMS)
    assert set(STATUS) <= set(PROBLEMS)
    assert {status_of(kind()) for kind in PROBLEMS} <= {
        401, 403, 404, 409, 410, 413, 422, 426, 429, 507,
    }  # fmt: skip


@pytest.mark.parametrize("reason", HoldReason)
def test_every_reason_to_hold_a_fact_has_a_sentence(reason):
    for language in LANGUAGES:
        assert catalogue(language)[f"held.{reason}"]
