from django.urls import path

from accounts.views import association, confirm, devices, factors, interim, invitations, people, rights, sign_in, teams

app_name = "accounts"

urlpatterns = [
    path("personnes/", people.user_list, name="user_list"),
    path("personnes/inviter/", people.user_invite, name="user_invite"),
    path("personnes/<uuid:uid>/", people.user_update, name="user_update"),
    path("personnes/<uuid:uid>/inviter/", people.user_reinvite, name="user_reinvite"),
    path("personnes/<uuid:uid>/fermer/", people.user_close, name="user_close"),
    path("personnes/<uuid:uid>/rouvrir/", people.user_reopen, name="user_reopen"),
    path("personnes/revue/", people.user_review, name="user_review"),
    path("personnes/<uuid:uid>/second-facteur/", people.user_factor_reset, name="user_factor_reset"),
    path("demandes/", rights.right_list, name="right_list"),
    path("demandes/<uuid:uid>/", rights.right_detail, name="right_detail"),
    path("equipes/", teams.team_list, name="team_list"),
    path("equipes/<uuid:uid>/", teams.team_update, name="team_update"),
    path("equipes/<uuid:uid>/remplacant/", interim.interim_create, name="interim_create"),
    path("remplacements/<uuid:uid>/fin/", interim.interim_end, name="interim_end"),
    path("association/", association.association_update, name="association_update"),
    path("invitation/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
    path("compte/demonstration/", sign_in.demonstration_sign_in, name="demonstration_sign_in"),
    path("compte/confirmer/", confirm.confirm, name="confirm"),
    path("compte/rester/", confirm.stay, name="stay"),
    path("compte/reprendre/", confirm.resume, name="resume"),
    path("compte/reprendre/abandonner/", confirm.draft_drop, name="draft_drop"),
    path("compte/appareils/", devices.device_list, name="device_list"),
    path("compte/appareils/autres/", devices.device_close_others, name="device_close_others"),
    path("compte/appareils/perdu/", devices.device_lost, name="device_lost"),
    path("compte/appareils/celui-ci/", devices.device_update, name="device_update"),
    path("compte/appareils/<uuid:uid>/fermer/", devices.device_close, name="device_close"),
    path("compte/second-facteur/codes/", factors.recovery_codes, name="recovery_codes"),
]
