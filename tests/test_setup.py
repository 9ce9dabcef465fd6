"""The set-up does only what changed, and says plainly what is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools import setup, setup_messages
from tools.setup_steps import Environment, FrontEnd, Machine, Packages, Step, Translations


class Counting(Step):
    """A step that counts how often it is done."""

    name, what = "counting", "Counting"

    def __init__(self) -> None:
        self.count = 0

    def source(self, machine: Machine) -> str:
        return (machine.root / "source").read_text()

    def present(self, machine: Machine) -> bool:
        return (machine.root / "result").exists()

    def do(self, machine: Machine) -> None:
        self.count += 1
        (machine.root / "result").touch()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path, dev=False)
    machine.stamps.mkdir()
    (tmp_path / "source").write_text("one")
    return machine


def test_a_step_is_done_once_while_nothing_changes(machine: Machine) -> None:
    step = Counting()
    step.ensure(machine)
    step.ensure(machine)
    assert step.count == 1


def test_a_step_is_done_again_when_its_source_changes(machine: Machine) -> None:
    step = Counting()
    step.ensure(machine)
    (machine.root / "source").write_text("two")
    step.ensure(machine)
    assert step.count == 2


def test_a_step_is_done_again_when_its_result_is_gone(machine: Machine) -> None:
    step = Counting()
    step.ensure(machine)
    (machine.root / "result").unlink()
    step.ensure(machine)
    assert step.count == 2


def test_a_failed_step_leaves_no_stamp(machine: Machine) -> None:
    class Failing(Counting):
        def do(self, machine: Machine) -> None:
            machine.run("A thing", sys.executable, "-c", "raise SystemExit('something odd')")

    with pytest.raises(setup_messages.Problem, match="something odd"):
        Failing().ensure(machine)
    assert not (machine.stamps / "counting").exists()


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", "no connection"),
        ("error: Failed to fetch: `…` Caused by: dns error", "no connection"),
        ("npm error code EAI_AGAIN", "no connection"),
        ("error sending request: invalid peer certificate: UnknownIssuer", "not trusted"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("something nobody foresaw", "something nobody foresaw"),
    ],
)
def test_what_a_program_printed_becomes_a_sentence_with_the_mend(output: str, sentence: str) -> None:
    problem = str(setup_messages.problem_of("The thing", output, "log", "/folder"))
    assert sentence in problem
    assert "Traceback" not in problem


def test_without_ensurepip_the_debian_package_is_named(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.setup_steps.has_module", lambda name: name != "ensurepip")
    with pytest.raises(setup_messages.Problem, match="apt install python3-venv"):
        Environment().do(machine)


def test_without_npm_node_comes_from_the_python_packages(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[tuple[str, ...]] = []
    monkeypatch.setattr(Machine, "npm", lambda self: None)
    monkeypatch.setattr(Machine, "run", lambda self, what, *command, **options: commands.append(command))
    monkeypatch.setattr(Packages, "present", lambda self, machine: True)
    Packages().do(machine)
    FrontEnd().do(machine)
    assert commands[0][-2:] == ("--group", "node")
    assert commands[1][0] == str(machine.venv / "bin" / "npm")
    assert "--ignore-scripts" in commands[1]


def test_packages_whose_files_were_deleted_are_installed_again(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[tuple[str, ...]] = []
    monkeypatch.setattr(Machine, "run", lambda self, what, *command, **options: commands.append(command))
    Packages().do(machine)
    assert [command[-1] == "--reinstall" for command in commands] == [False, True]


def test_a_step_without_result_has_failed(machine: Machine) -> None:
    class Empty(Counting):
        def do(self, machine: Machine) -> None:
            """Nothing."""

    with pytest.raises(setup_messages.Problem, match="result is missing"):
        Empty().ensure(machine)


def test_npms_presence_is_part_of_what_the_packages_depend_on(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Machine, "npm", lambda self: None)
    without = Packages().source(machine)
    monkeypatch.setattr(Machine, "npm", lambda self: "/usr/bin/npm")
    assert Packages().source(machine) != without


def test_the_developers_tools_stay_once_they_are_there(machine: Machine) -> None:
    (machine.stamps / "packages").write_text("digest dev")
    assert Machine(machine.root, dev=False).dev


def test_translations_are_made_again_when_a_text_changes(machine: Machine) -> None:
    folder = machine.root / "roterfaden" / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text("one")
    before = Translations().source(machine)
    (folder / "django.po").write_text("two")
    assert Translations().source(machine) != before
    assert not Translations().present(machine)


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(setup_messages.Problem, match="cannot be written"), Machine(tmp_path / "file", False).alone():
        pass


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from tools import setup

    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SystemExit, match=r"Python 3\.9\.2 is too old"):
        setup.needs_python()


def test_an_unknown_action_explains_the_usage() -> None:
    root = Path(__file__).resolve().parent.parent
    command = [sys.executable, "-m", "tools.setup", "dance"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "tools.setup install" in done.stdout


def test_bytecode_is_kept_inside_the_environment_where_the_sources_shall_stay_clean(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    setup.keep_bytecode()
    assert "PYTHONDONTWRITEBYTECODE" not in setup.os.environ
    assert setup.os.environ["PYTHONPYCACHEPREFIX"].endswith("/.venv/bytecode")


def test_bytecode_goes_where_python_puts_it_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    setup.keep_bytecode()
    assert "PYTHONPYCACHEPREFIX" not in setup.os.environ
