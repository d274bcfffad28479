"""A request made, and what became of it told to people and machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidepress.commands.printing import ProgressBar, exit_code, file_size, print_problems, say, say_aside, shown

if TYPE_CHECKING:
    from guidepress.core.problems import Problem
    from guidepress.make.account import Fate, Outcome
    from guidepress.make.plan import Request


def make_and_tell(
    request: Request, form: str, *, explain: bool, verify: bool = False, strict: bool = False
) -> int:
    """Makes what is asked for, prints the account of it in a form, and gives the exit code."""
    from guidepress.core.problems import strictly
    from guidepress.make.building import build as run_build
    from guidepress.make.unchanged import up_to_date

    with ProgressBar(form == "text") as bar:
        outcome = run_build(request, bar, say_aside)
    differences = _differences(request, outcome) if verify else ()
    if form == "text":
        for made in outcome.made:
            _say_made(made, explain=explain)
        kept = [file for fate in outcome.kept for file in fate.files]
        if explain:
            for file in kept:
                say(f"left {shown(file.path)}: nothing that shapes it has changed")
            for stray in outcome.strays:
                say(f"left {shown(stray)}: no guide or edition asks for it now; guidepress clean removes it")
        elif kept and not outcome.made and not outcome.problems:
            say(up_to_date(len(kept), shown(request.output)))
        elif not (kept or outcome.made or outcome.problems):
            say("there is nothing to make: guides/sessions.yaml names no session")
    files = [
        {"file": shown(file.path), **fate.counts, "made": bool(fate.reason)}
        for fate in (*outcome.made, *outcome.kept)
        for file in fate.files
    ]
    problems = strictly((*outcome.problems, *differences)) if strict else (*outcome.problems, *differences)
    print_problems(problems, form, {"outputs": files})
    return exit_code(problems)


def _say_made(fate: Fate, *, explain: bool) -> None:
    counts = [f"{count} {name.removesuffix('s') if count == 1 else name}" for name, count in fate.counts.items()]
    for file in fate.files:
        say(
            f"made {shown(file.path)} ({', '.join([*counts, file_size(file.size)])})"
            + f": {fate.reason}" * explain
        )
    for line in fate.advice:
        say(f"    {line}")


def _differences(request: Request, outcome: Outcome) -> tuple[Problem, ...]:
    from guidepress.make.verify import CONDITIONS, differences

    outputs = (*outcome.made, *outcome.kept)
    found = differences(request, outputs)
    if outputs and not found:
        say_aside(f"built {len(CONDITIONS)} times more in other conditions: every byte is the same")
    return found
