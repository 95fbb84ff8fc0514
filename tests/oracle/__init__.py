"""A second reading of the law, used only by tests.

This package was written from the legal text (the Regulation on Open Government Information, the
forms of the annual report, the fee measures) and from the written decisions of the project, by a
second reader who had not seen the real implementation. It counts day by day and case by case so
that a lawyer can follow it. Tests hold the two readings against each other.

It must never import ``gongkai``, nor be imported by it: an oracle that borrows code proves nothing.
"""
