"""``{% kept "name" a b %}…{% endkept %}``: a part of the page that the named values decide, rendered once for each.

It is no cache that could grow stale: the values are the key, and what does not depend on them must not stand inside.
"""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

MOST = 512
register = template.Library()
_rendered: dict[tuple[object, ...], SafeString] = {}


class KeptNode(template.Node):
    """The part with the values that decide it."""

    def __init__(self, name: str, values: list[FilterExpression], nodes: NodeList) -> None:
        self._name = name
        self._values = values
        self.nodelist = nodes

    def render(self, context: Context) -> SafeString:
        """The part, from memory where the same values have been seen."""
        key = (self._name, *[str(value.resolve(context)) for value in self._values])
        found = _rendered.get(key)
        if found is None:
            found = self.nodelist.render(context)
            if len(_rendered) >= MOST:
                _rendered.clear()
            _rendered[key] = found
        return found


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Read the tag."""
    _, name, *values = token.split_contents()
    nodes = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(name, [parser.compile_filter(value) for value in values], nodes)
