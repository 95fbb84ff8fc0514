"""The routes of publishing; included by the desk's."""

from django.urls import path

from gongkai.desk.publishing import arrangements, drafts, dues, files, published, reviews, work

urlpatterns = [
    path("", work.work, name="publishing"),
    path("start/", work.start, name="start_draft"),
    path("dues/", dues.dues, name="dues"),
    path("paste/", files.paste, name="paste"),
    path("routes/", arrangements.routes, name="routes"),
    path("new/<str:code>/", drafts.new, name="new_draft"),
    path("drafts/<slug:token>/", drafts.show, name="draft_page"),
    path("drafts/<slug:token>/edit/", drafts.edit, name="edit_draft"),
    path("drafts/<slug:token>/versions/", drafts.versions, name="draft_versions"),
    path("drafts/<slug:token>/submit/", drafts.submit, name="submit_draft"),
    path("drafts/<slug:token>/back/<slug:how>/", drafts.back, name="draft_back"),
    path("drafts/<slug:token>/bundle/", arrangements.bundle, name="draft_bundle"),
    path("drafts/<slug:token>/review/<slug:step>/", reviews.review, name="review"),
    path("drafts/<slug:token>/final/", reviews.final, name="final_review"),
    path("drafts/<slug:token>/secrecy/", reviews.secrecy, name="secrecy_review"),
    path("drafts/<slug:token>/word/", files.word, name="import_word"),
    path("drafts/<slug:token>/images/", files.upload_image, name="upload_image"),
    path("drafts/<slug:token>/images/<slug:digest>/", files.image, name="draft_image"),
    path("drafts/<slug:token>/files/", files.upload, name="upload_file"),
    path("drafts/<slug:token>/files/<slug:file_token>/", files.look, name="draft_file"),
    path("drafts/<slug:token>/files/<slug:file_token>/<slug:how>/", files.act, name="file_act"),
    path("drafts/<slug:token>/overrides/", files.ask_text, name="ask_override"),
    path("drafts/<slug:token>/overrides/<int:override_id>/", files.grant, name="grant_override"),
    path("published/", published.published, name="published"),
    path("published/<slug:public_id>/", published.item, name="item"),
    path("published/<slug:public_id>/<slug:how>/", published.change, name="change_item"),
    path("published/<str:code>/<slug:public_id>/revise/", drafts.revise, name="revise"),
]
