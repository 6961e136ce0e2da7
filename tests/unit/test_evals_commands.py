from typer.testing import CliRunner

from evals.__main__ import app


def test_every_documented_measurement_is_a_command() -> None:
    shown = CliRunner().invoke(app, ["--help"]).output
    assert all(command in shown for command in ("retrieval", "abstention", "answers", "golden", "ablation", "report"))
