"""Standard directories (标准目录) as far as the annual report counts them: which area, whose, since when."""

from django.db import models

from gongkai.base.recorded import Recorded


class StandardDirectory(Recorded):
    """The directory of one area (of the twenty-six), or of a township, compiled and made public on a day."""

    agency = models.ForeignKey("organs.Agency", models.PROTECT, related_name="+", verbose_name="编制机关")
    area = models.CharField("领域", max_length=60)
    published_on = models.DateField("公布日期")

    def __str__(self) -> str:
        return self.area
