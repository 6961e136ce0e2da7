from typer.testing import CliRunner

from evals.__main__ import app

COMMANDS = ("retrieval", "abstention", "answers", "golden", "ablation", "report", "all")


def test_every_documented_measurement_is_a_command() -> None:
    shown = CliRunner().invoke(app, ["--help"]).output
    assert all(command in shown for command in COMMANDS)
