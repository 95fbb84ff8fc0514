"""Information processing fees (信息处理费): two progressive tariffs, one of them per request.

Source: 国办函〔2020〕109号 arts. 3 to 5. Amounts are whole yuan.
"""

from dataclasses import dataclass

from gongkai.law.source import FEE_MEASURES, Source
from gongkai.law.steps import RuleViolation, Step

ITEM_TARIFF = Source(FEE_MEASURES.instrument, FEE_MEASURES.number, 4)
PAGE_TARIFF = Source(FEE_MEASURES.instrument, FEE_MEASURES.number, 5)
LARGEST = 1_000_000

PAGE_TIERS = ((30, 0), (100, 10), (200, 20), (LARGEST, 40))  # up to and including this page, yuan a page
FREE_ITEMS = 10
FIRST_PAID_TIER_END = 30
ITEMS_PER_TIER = 10
ITEM_STEP = 100


@dataclass(frozen=True, slots=True)
class Fee:
    """An amount in whole yuan and its arithmetic, tier by tier."""

    yuan: int
    steps: tuple[Step, ...]


def per_item(items: int) -> Fee:
    """The fee for the ``items``-th and all earlier requests of one applicant in one calendar month.

    Raises:
        RuleViolation: ``bad_count`` unless ``items`` is 1 to 1,000,000.

    Source: 国办函〔2020〕109号 art. 4.
    """
    _check(items, "件数")
    tiers = [(FREE_ITEMS, 0), (FIRST_PAID_TIER_END, ITEM_STEP)]
    while tiers[-1][0] < items:
        end, price = tiers[-1]
        tiers.append((end + ITEMS_PER_TIER, price + ITEM_STEP))
    return _progressive(items, tiers, "件", ITEM_TARIFF)


def per_page(pages: int) -> Fee:
    """The fee for ``pages`` pages (one side of A4 or smaller) given for one request.

    Raises:
        RuleViolation: ``bad_count`` unless ``pages`` is 1 to 1,000,000.

    Source: 国办函〔2020〕109号 art. 5.
    """
    _check(pages, "页数")
    return _progressive(pages, list(PAGE_TIERS), "页", PAGE_TARIFF)


def _check(count: int, name: str) -> None:
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= LARGEST:
        raise RuleViolation("bad_count", f"{name}须为1至{LARGEST}之间的整数，得到{count}")


def _progressive(count: int, tiers: list[tuple[int, int]], unit: str, source: Source) -> Fee:
    """Sum over tiers ``(last one included, yuan for each)``."""
    total = start = 0
    steps = []
    for end, price in tiers:
        in_tier = min(count, end) - start
        if in_tier <= 0:
            break
        total += in_tier * price
        cost = "不收费" if not price else f"{in_tier}{unit}×{price}元＝{in_tier * price}元"
        steps.append(Step(f"第{start + 1}至{min(count, end)}{unit}：{cost}", source))
        start = end
    steps.append(Step(f"合计{total}元", source))
    return Fee(total, tuple(steps))
