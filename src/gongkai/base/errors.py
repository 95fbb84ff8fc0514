"""Errors a person caused and can mend: a stable code and one Chinese sentence."""


class Refused(Exception):
    """An act or a call that cannot be carried out as asked; ``message`` says what to do instead."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
