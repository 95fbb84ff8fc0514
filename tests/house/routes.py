"""Who may reach every route: one table, reviewed by reading it. A route that is not here fails the check.

``DESK`` says for each staff route which roles may reach it for an object of an agency, from there or from above.
``None`` means every person who is logged in (the page shows nobody's objects but what they may see).
"""

CLERK, APPROVER, INSPECTOR = "clerk", "approver", "inspector"
EDITOR, REVIEWER, FINAL, SECRECY, LEAD = "editor", "reviewer", "final_approver", "secrecy_reviewer", "agency_lead"
SYSTEM, SECURITY, AUDIT = "system_admin", "security_admin", "audit_admin"
ROLES = (CLERK, APPROVER, INSPECTOR, EDITOR, REVIEWER, FINAL, SECRECY, LEAD, SYSTEM, SECURITY, AUDIT)

REPORT_READERS = {CLERK, APPROVER, INSPECTOR, EDITOR, REVIEWER, FINAL, LEAD}
REPORT_WRITERS = {CLERK, APPROVER}
DRAFT_READERS = {EDITOR, REVIEWER, FINAL, SECRECY, LEAD}
PUBLISHERS = DRAFT_READERS | {INSPECTOR}

A_DRAFT = "desk/publishing/drafts/<slug:token>/"
AN_ITEM = "desk/publishing/published/<slug:public_id>/"
A_REPORT = "desk/reports/<str:code>/<int:year>/"

# route → method → roles
DESK: dict[str, dict[str, set[str] | None]] = {
    "desk/": {"GET": None},
    "desk/account/password/": {"GET": None, "POST": None},
    "desk/accounts/": {"GET": {SECURITY}},
    "desk/accounts/new/": {"GET": {SECURITY}, "POST": {SECURITY}},
    "desk/accounts/<str:username>/": {"GET": {SECURITY}, "POST": {SECURITY}},
    "desk/check/": {"GET": None, "POST": None},
    A_REPORT: {"GET": REPORT_READERS},
    A_REPORT + "cell/": {"GET": REPORT_READERS},
    A_REPORT + "cell.<slug:kind>": {"GET": REPORT_READERS},
    A_REPORT + "words/": {"GET": REPORT_WRITERS, "POST": REPORT_WRITERS},
    A_REPORT + "publish/": {"POST": {APPROVER}},
    A_REPORT + "draft.<slug:format_key>": {"GET": REPORT_READERS},
    "desk/publishing/": {"GET": None},
    "desk/publishing/start/": {"GET": {EDITOR}},
    "desk/publishing/dues/": {"GET": None},
    "desk/publishing/paste/": {"POST": {EDITOR}},
    "desk/publishing/routes/": {"GET": None, "POST": {LEAD, INSPECTOR}},
    "desk/publishing/new/<str:code>/": {"GET": {EDITOR}, "POST": {EDITOR}},
    A_DRAFT: {"GET": DRAFT_READERS},
    A_DRAFT + "edit/": {"GET": {EDITOR}, "POST": {EDITOR}},
    A_DRAFT + "versions/": {"GET": DRAFT_READERS},
    A_DRAFT + "submit/": {"POST": {EDITOR}},
    A_DRAFT + "back/<slug:how>/": {"POST": {EDITOR}},
    A_DRAFT + "bundle/": {"POST": {EDITOR}},
    A_DRAFT + "review/<slug:step>/": {"POST": {REVIEWER}},
    A_DRAFT + "final/": {"GET": {FINAL}, "POST": {FINAL}},
    A_DRAFT + "secrecy/": {"POST": {SECRECY}},
    A_DRAFT + "word/": {"POST": {EDITOR}},
    A_DRAFT + "images/": {"POST": {EDITOR}},
    A_DRAFT + "images/<slug:digest>/": {"GET": DRAFT_READERS},
    A_DRAFT + "files/": {"POST": {EDITOR}},
    A_DRAFT + "files/<slug:file_token>/": {"GET": DRAFT_READERS},
    A_DRAFT + "files/<slug:file_token>/<slug:how>/": {"POST": {EDITOR}},
    A_DRAFT + "overrides/": {"POST": {EDITOR}},
    A_DRAFT + "overrides/<int:override_id>/": {"POST": {FINAL, SECRECY}},
    "desk/publishing/published/": {"GET": None},
    AN_ITEM: {"GET": PUBLISHERS},
    AN_ITEM + "<slug:how>/": {"GET": {FINAL}, "POST": {FINAL}},
    "desk/publishing/published/<str:code>/<slug:public_id>/revise/": {"POST": {EDITOR}},
    "desk/vocabularies/": {"GET": PUBLISHERS},
    "desk/vocabularies/<slug:key>/": {"POST": {INSPECTOR}},
    "desk/vocabularies/<slug:key>/<slug:code>/": {"GET": {INSPECTOR}, "POST": {INSPECTOR}},
}
OF_THE_TOP = {"desk/vocabularies/<slug:key>/", "desk/vocabularies/<slug:key>/<slug:code>/"}
"""Only at the government this installation belongs to, whatever the object."""

OF_ANY = {
    ("desk/publishing/paste/", "POST"),
    ("desk/accounts/", "GET"),
    ("desk/accounts/new/", "GET"),
    ("desk/vocabularies/", "GET"),
}
"""Lists of what one may see oneself: with the role anywhere but at a village committee, which publishes nothing."""

GIVEN = {
    "desk/accounts/new/": {"username": "xinren", "name": "新人", "agency": "T", "role": "clerk"},
    "desk/accounts/<str:username>/": {"act": "unlock"},
    "desk/publishing/routes/": {"agency": "T", "step": "final_review"},
}
"""What is posted where an empty form names no object."""

DOOR = {
    *{"desk/login/", "desk/logout/", "desk/signup/", "desk/reset/", "desk/account/reauthenticate/"},
    "desk/account/second-factor/",
    "desk/account/second-factor/authenticate/",
    "desk/account/second-factor/reauthenticate/",
    "desk/account/second-factor/totp/activate/",
    "desk/account/second-factor/totp/deactivate/",
    "desk/account/second-factor/recovery-codes/",
    "desk/account/second-factor/recovery-codes/generate/",
    "desk/account/second-factor/recovery-codes/download/",
    "desk/account/second-factor/keys/",
    "desk/account/second-factor/keys/add/",
    "desk/account/second-factor/keys/reauthenticate/",
    "desk/account/second-factor/keys/<int:pk>/remove/",
}
PUBLIC: set[str] = {
    "api/v1/",
    "api/v1/openapi.json",
    "api/v1/docs",
    "api/v1/documents",
    "api/v1/documents/<public_id>",
    "api/v1/documents/<public_id>/versions/<int:number>",
    "api/v1/search",
    "api/v1/catalogue",
    "api/v1/agencies",
    "api/v1/agencies/<code>",
    "api/v1/reports",
    "api/v1/reports/<code>/<int:year>",
    "api/v1/dumps/documents.jsonl",
    "api/v1/dumps/documents.csv",
    "api/v1/catalog.jsonld",
    "api/v1/<path:rest>",
    "zfxxgk/fdzdgknr/feed.<slug:kind>",
    "zfxxgk/fdzdgknr/<slug:category>/feed.<slug:kind>",
    "zfxxgk/jg/<slug:code>/fdzdgknr/feed.<slug:kind>",
    "",
    "zfxxgk/",
    "zfxxgk/zhinan/",
    "zfxxgk/zhidu/",
    "zfxxgk/fdzdgknr/",
    "zfxxgk/fdzdgknr/<slug:category>/",
    "zfxxgk/nianbao/",
    "zfxxgk/nianbao/<str:code>/<int:year>/",
    "zfxxgk/nianbao/<str:code>/<int:year>/<slug:format_key>",
    "zfxxgk/ysqgk/",
    "zfxxgk/ysqgk/shenqingbiao.docx",
    "zfxxgk/mulu.<slug:format_key>",
    "zfxxgk/jg/<str:code>/",
    "zfxxgk/jg/<str:code>/zhinan/",
    "zfxxgk/jg/<str:code>/zhidu/",
    "zfxxgk/jg/<str:code>/fdzdgknr/",
    "zfxxgk/jg/<str:code>/fdzdgknr/<slug:category>/",
    "zfxxgk/jg/<str:code>/nianbao/",
    "zfxxgk/jg/<str:code>/ysqgk/",
    "zfxxgk/jg/<str:code>/ysqgk/shenqingbiao.docx",
    "wjk/",
    "p/<slug:public_id>/",
    "p/<slug:public_id>/qr.svg",
    "p/<slug:public_id>/wenben.<slug:format_key>",
    "p/<slug:public_id>/files/<slug:digest>/<str:name>",
    "p/<slug:public_id>/versions/",
    "p/<slug:public_id>/versions/compare",
    "p/<slug:public_id>/versions/<int:number>/",
    "jg/",
    "jg/<str:code>/",
    "jd/",
    "zt/",
    "zt/<slug:public_id>/",
    "ss/",
    "ditu/",
    "shengming/",
    "sitemap.xml",
    "sitemaps/<int:number>.xml",
    "robots.txt",
}
"""Public routes: GET and HEAD for everybody, no cookie. Each is also under ``en/`` unless it serves machines."""
