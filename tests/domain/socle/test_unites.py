"""Long work cut into parts is done to its end, part by part."""

from collections.abc import Generator

from droits_usagers.domain.socle.unites import run_through


def test_every_part_is_done_in_its_order_before_the_result_is_given() -> None:
    faits: list[int] = []

    def work() -> Generator[None, None, str]:
        for part in range(3):
            faits.append(part)
            yield
        return "fini"

    assert run_through(work()) == "fini"
    assert faits == [0, 1, 2]
