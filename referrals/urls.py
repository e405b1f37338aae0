from django.urls import path, register_converter

from referrals.converters import VerbConverter
from referrals.views import (
    around,
    batch,
    calls,
    completing,
    drafts,
    inbound,
    life,
    lists,
    needs,
    noting,
    opening,
    sharing,
    sheets,
    supports,
    uncovered,
    voice,
    youths,
)

app_name = "referrals"
register_converter(VerbConverter, "verb")

urlpatterns = [
    # youths
    path("jeunes/", youths.youth_list, name="youth_list"),
    path("jeunes/<uuid:uid>/", youths.youth_detail, name="youth_detail"),
    path("jeunes/<uuid:uid>/modifier/", youths.youth_update, name="youth_update"),
    path("jeunes/<uuid:uid>/ouvrir/", opening.youth_open, name="youth_open"),
    path("jeunes/<uuid:uid>/histoire/", youths.youth_history, name="youth_history"),
    path("jeunes/<uuid:uid>/informations-remises/", around.youth_inform, name="youth_inform"),
    # around a youth
    path("jeunes/<uuid:uid>/besoins/nouveau/", needs.need_create, name="need_create"),
    path("jeunes/<uuid:uid>/besoins/<uuid:part>/", needs.need_update, name="need_update"),
    path("jeunes/<uuid:uid>/besoins/<uuid:part>/clore/", needs.need_close, name="need_close"),
    path("jeunes/<uuid:uid>/besoins/<uuid:part>/rouvrir/", needs.need_reopen, name="need_reopen"),
    path("jeunes/<uuid:uid>/intervenants/nouveau/", around.presence_create, name="presence_create"),
    path("jeunes/<uuid:uid>/intervenants/<uuid:part>/", around.presence_update, name="presence_update"),
    path("jeunes/<uuid:uid>/intervenants/<uuid:part>/fin/", around.presence_end, name="presence_end"),
    path("jeunes/<uuid:uid>/proches/nouveau/", around.relative_create, name="relative_create"),
    path("jeunes/<uuid:uid>/proches/<uuid:part>/", around.relative_update, name="relative_update"),
    path("jeunes/<uuid:uid>/proches/<uuid:part>/fin/", around.relative_end, name="relative_end"),
    path("jeunes/<uuid:uid>/educateurs/nouveau/", supports.support_create, name="support_create"),
    path("jeunes/<uuid:uid>/educateurs/<uuid:part>/fin/", supports.support_end, name="support_end"),
    path("jeunes/<uuid:uid>/educateurs/<uuid:part>/relais/", supports.support_hand_over, name="support_hand_over"),
    path("jeunes/<uuid:uid>/qui-m-aide/", sheets.youth_helpers_sheet, name="youth_helpers_sheet"),
    path("jeunes/<uuid:uid>/mes-informations/", sheets.youth_information_sheet, name="youth_information_sheet"),
    # noting and lists
    path("besoins/", uncovered.uncovered_list, name="uncovered_list"),
    path("orientations/", lists.referral_list, name="referral_list"),
    path("orientations/nouvelle/", noting.referral_create, name="referral_create"),
    path("orientations/notes-commencees/<uuid:uid>/supprimer/", drafts.note_drop, name="note_drop"),
    path("orientations/recues/", inbound.request_list, name="request_list"),
    path("orientations/clore/", batch.batch_close, name="batch_close"),
    path("orientations/export/", lists.referral_export, name="referral_export"),
    path("orientations/a-suivre/", calls.call_list, name="call_list"),
    # one orientation
    path("orientations/<uuid:uid>/", life.referral_detail, name="referral_detail"),
    path("orientations/<uuid:uid>/completer/", completing.referral_complete, name="referral_complete"),
    path("orientations/<uuid:uid>/ouvrir/", opening.referral_open, name="referral_open"),
    path("orientations/<uuid:uid>/annuler/", life.referral_undo, name="referral_undo"),
    path("avis-du-jeune/<uuid:uid>/", voice.voice_create, name="voice_create"),
    path("orientations/<uuid:uid>/transmettre/", sharing.sharing_create, name="sharing_create"),
    path("orientations/<uuid:uid>/partages/<uuid:part>/retirer/", sharing.sharing_retract, name="sharing_retract"),
    path("orientations/<uuid:uid>/appel/<slug:tap>/", calls.referral_tap, name="referral_tap"),
    path(
        "orientations/<uuid:uid>/mon-rendez-vous/",
        sheets.referral_appointment_sheet,
        name="referral_appointment_sheet",
    ),
    path("orientations/<uuid:uid>/fiche-navette/", sheets.referral_shuttle_sheet, name="referral_shuttle_sheet"),
    path("orientations/<uuid:uid>/trois-questions/", sheets.referral_voice_sheet, name="referral_voice_sheet"),
    path("orientations/<uuid:uid>/<verb:verb>/", life.referral_move, name="referral_move"),
]
