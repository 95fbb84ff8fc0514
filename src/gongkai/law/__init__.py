"""The law as pure rules: dated values, clocks, outcomes, fees, report forms and their reconciliation.

Nothing here reads a clock, a file, a setting or a database; data files are loaded by ``gongkai.base.rulebook``.
Reading order: ``source``, ``dated``, ``calendar``, ``receipt``, ``facts``, ``pauses``, ``reply_clock``,
``other_clocks``, ``fees``, ``outcomes``, ``remedies``, ``forms``, ``figures``, ``layout``, ``reconciliation``.
"""
