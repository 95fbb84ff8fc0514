"""Requests for information (依申请公开): case, items, facts, outcomes, remedies."""
