from django.urls import path, register_converter

from referrals.converters import VerbConverter
from referrals.views import life, lists, noting, opening, sharing, voice, youths

app_name = "referrals"
register_converter(VerbConverter, "verb")

urlpatterns = [
    # youths
    path("jeunes/", youths.youth_list, name="youth_list"),
    path("jeunes/<uuid:uid>/", youths.youth_detail, name="youth_detail"),
    path("jeunes/<uuid:uid>/modifier/", youths.youth_update, name="youth_update"),
    path("jeunes/<uuid:uid>/ouvrir/", opening.youth_open, name="youth_open"),
    # noting and lists
    path("orientations/", lists.referral_list, name="referral_list"),
    path("orientations/nouvelle/", noting.referral_create, name="referral_create"),
    path("orientations/export/", lists.referral_export, name="referral_export"),
    # one orientation
    path("orientations/<uuid:uid>/", life.referral_detail, name="referral_detail"),
    path("orientations/<uuid:uid>/ouvrir/", opening.referral_open, name="referral_open"),
    path("orientations/<uuid:uid>/annuler/", life.referral_undo, name="referral_undo"),
    path("avis-du-jeune/<uuid:token>/", voice.voice_create, name="voice_create"),
    path("orientations/<uuid:uid>/transmettre/", sharing.sharing_create, name="sharing_create"),
    path("orientations/<uuid:uid>/partages/<uuid:part>/retirer/", sharing.sharing_retract, name="sharing_retract"),
    path("orientations/<uuid:uid>/<verb:verb>/", life.referral_move, name="referral_move"),
]
