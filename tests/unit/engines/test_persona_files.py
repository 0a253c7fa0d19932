"""Companions' files: the shipped ones are sound and short enough, the user's own win, and a broken one is named."""

import pytest

from app.engines.llama_native import Weights
from app.engines.persona_files import load_persona, other_personas, persona_names
from app.errors import BadOption, BadSettings
from tests.kit.speech import weights

MINE = 'name = "Ada"\nvoice = "v"\nlanguage = "en"\ncharacter = "You are Ada."\nstyle = []\nlimits = []\n'


SHIPPED = ["max", "morgan", "robin", "samantha"]


def test_four_contrasting_companions_ship(tmp_path):
    assert persona_names(tmp_path / "none") == SHIPPED
    everyone = [load_persona(name, tmp_path) for name in SHIPPED]
    assert all(one.purpose and one.greeting and one.rating == "everyone" for one in everyone)
    assert load_persona("Samantha", tmp_path).name == "Samantha"
    assert load_persona("max", tmp_path).system_text() != load_persona("samantha", tmp_path).system_text()


@pytest.mark.models
def test_they_fit_the_budget(tmp_path):
    folder = weights("qwen2.5-coder-0.5b-instruct-q4_k_m")
    model = Weights.open(next(folder.glob("*.gguf")))
    for name in persona_names(tmp_path):
        load_persona(name, tmp_path).check_length(lambda text: len(model.tokens(text, markup=False)))
    model.close()


def test_the_user_s_own_file_wins(tmp_path):
    (tmp_path / "samantha.toml").write_text(MINE)
    (tmp_path / "Ada.toml").write_text(MINE)
    assert load_persona("samantha", tmp_path).name == "Ada"
    assert persona_names(tmp_path) == ["ada", *SHIPPED]


@pytest.mark.parametrize("name", ["nobody", "", "../samantha", "samantha.toml"])
def test_a_name_nobody_has(tmp_path, name):
    with pytest.raises(BadOption, match="Choose one of: max, morgan, robin, samantha"):
        load_persona(name, tmp_path)


@pytest.mark.parametrize("content", [b"name = ", b"\xff\xfe", b"name = 3"])
def test_a_broken_file_is_named(tmp_path, content):
    (tmp_path / "ada.toml").write_bytes(content)
    with pytest.raises(BadSettings, match=r"ada\.toml"):
        load_persona("ada", tmp_path)


def test_who_else_may_be_called_by_name_and_a_broken_file_is_left_out(tmp_path):
    (tmp_path / "ada.toml").write_bytes(b"name = ")
    others = other_personas("samantha", tmp_path)
    assert [persona.name for persona in others.values()] == ["Max", "Morgan", "Robin"]
