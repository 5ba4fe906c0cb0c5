"""Names and phrases of Chinese stories, found without a dictionary."""

from collections import Counter

import pytest

from desktop.engine.story.said_again import said_again

# Of our own.
STORY = """雨还在下。陆青禾撑着伞走过石桥，桥下的水涨了半尺。她想起外婆说过的话：走石桥，不回头。
茶馆里坐满了人。老板娘看见陆青禾，笑着说：“今天又是你来得最早。”陆青禾把伞靠在门边，要了一壶茶。
窗外的石桥在雨里看不清楚。老板娘说，昨夜有人在石桥上等了一夜，天亮才走。陆青禾没有作声。
她知道那人是谁。那人等的不是她。老板娘又说：“你认识他？”陆青禾摇头，把茶喝完，拿起伞，又走上石桥。"""


def found(*texts: str) -> dict[str, int]:
    said = said_again(texts, lambda: False)
    assert said is not None
    return said


def test_a_name_and_a_place_are_found_whole() -> None:
    said = found(STORY)
    assert said["陆青禾"] == STORY.count("陆青禾") == 5
    assert said["石桥"] == STORY.count("石桥") == 5
    assert said["老板娘"] == 3
    assert not {"陆青", "青禾", "老板", "板娘"} & set(said)
    assert all(2 <= len(run) <= 4 and STORY.count(run) == uses >= 3 for run, uses in said.items())


def test_it_may_be_said_in_several_chapters() -> None:
    chapters = STORY.split("\n")
    assert found(*chapters) == found(STORY)
    assert "陆青禾" not in found(chapters[0], chapters[3].replace("陆青禾", "她"))


def test_marks_letters_and_lines_part_what_stands_together() -> None:
    assert found("陆青，禾。" * 4 + "青\n禾" * 4 + "青a禾" * 4) == {}
    assert found("") == found("no ideographs, none, none") == {}


def test_what_only_goes_on_one_way_is_no_word() -> None:
    said = Counter(found("东西南北城门口。他去东西南北城门口。东西南北城门口很远。我看东西南北城门口。"))
    assert not {"西南", "南北", "北城"} & set(said)


@pytest.mark.parametrize("asked", [0, 1, 5])
def test_it_is_given_up_when_somebody_waits(asked: int) -> None:
    left = [False] * asked + [True]
    assert said_again([STORY * 40], lambda: left.pop(0) if left else True) is None
