"""The information processing fee, item by item and page by page (article 42; the measures of 2020).

Articles 4 and 5 of the measures: each item or page bears the price of the step it falls in.
"""


def price_of_item(k: int) -> int:
    """Price the k-th item of a month: 1-10 free, 11-30 at 100, then 100 more for every ten."""
    if k <= 10:
        return 0
    price = 100
    step_ends = 30
    while k > step_ends:
        price += 100
        step_ends += 10
    return price


def price_of_page(k: int) -> int:
    """Price the k-th page of one request: 1-30 free, 31-100 at 10, 101-200 at 20, then 40."""
    for step_ends, price in ((30, 0), (100, 10), (200, 20)):
        if k <= step_ends:
            return price
    return 40


def per_item(n: int) -> int:
    """Add up the yuan for the first n items of one applicant in one calendar month."""
    if n < 0:
        raise ValueError("there are no negative items")
    yuan = 0
    for k in range(1, n + 1):
        yuan += price_of_item(k)
    return yuan


def per_page(n: int) -> int:
    """Add up the yuan for n pages of one request."""
    if n < 0:
        raise ValueError("there are no negative pages")
    yuan = 0
    for k in range(1, n + 1):
        yuan += price_of_page(k)
    return yuan
