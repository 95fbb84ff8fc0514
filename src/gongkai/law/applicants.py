"""The six kinds of applicant that table three counts."""

from enum import StrEnum


class ApplicantKind(StrEnum):
    """Kinds of applicant, as the columns of table three name them."""

    NATURAL_PERSON = "natural_person"
    BUSINESS = "business"
    RESEARCH_INSTITUTION = "research_institution"
    PUBLIC_WELFARE_ORGANISATION = "public_welfare_organisation"
    LEGAL_SERVICE_INSTITUTION = "legal_service_institution"
    OTHER_ORGANISATION = "other_organisation"

    @property
    def label(self) -> str:
        """The Chinese name, as printed in table three."""
        return {
            "natural_person": "自然人",
            "business": "商业企业",
            "research_institution": "科研机构",
            "public_welfare_organisation": "社会公益组织",
            "legal_service_institution": "法律服务机构",
            "other_organisation": "其他",
        }[self.value]
