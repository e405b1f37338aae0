from django.urls import path

from partners.views import editing, favourites, history, inventory, map, orienting, relation, sheet, trust, words

app_name = "partners"

urlpatterns = [
    # inventory
    path("partenaires/", inventory.partner_list, name="partner_list"),
    path("partenaires/carte/", map.partner_map, name="partner_map"),
    # orienting
    path("orienter/", orienting.orient, name="orient"),
    # words
    path("aide/sigles/", words.synonym_list, name="synonym_list"),
    path("recherches-sans-resultat/", words.search_log_list, name="search_log_list"),
    # sheet
    path("partenaires/nouveau/", editing.partner_create, name="partner_create"),
    path("partenaires/<uuid:uid>/", sheet.partner_detail, name="partner_detail"),
    path("partenaires/<uuid:uid>/publier/", sheet.partner_publish, name="partner_publish"),
    path("partenaires/<uuid:uid>/archiver/", sheet.partner_archive, name="partner_archive"),
    path("partenaires/<uuid:uid>/retablir/", sheet.partner_restore, name="partner_restore"),
    path("partenaires/<uuid:uid>/favori/", favourites.partner_favourite, name="partner_favourite"),
    path("partenaires/<uuid:uid>/historique/", history.partner_history, name="partner_history"),
    path("partenaires/<uuid:uid>/modifier/", editing.partner_update, name="partner_update"),
    path("partenaires/<uuid:uid>/coordonnees/", editing.coordinates_update, name="coordinates_update"),
    path("partenaires/<uuid:uid>/partenariat/", relation.partnership_update, name="partnership_update"),
    path("partenaires/<uuid:uid>/lieux/nouveau/", editing.site_create, name="site_create"),
    path("partenaires/<uuid:uid>/lieux/<uuid:part>/", editing.site_update, name="site_update"),
    path("partenaires/<uuid:uid>/lieux/<uuid:part>/retirer/", editing.site_remove, name="site_remove"),
    path("partenaires/<uuid:uid>/services/nouveau/", editing.service_create, name="service_create"),
    path("partenaires/<uuid:uid>/services/<uuid:part>/", editing.service_update, name="service_update"),
    path("partenaires/<uuid:uid>/services/<uuid:part>/protocole/", editing.service_protocol, name="service_protocol"),
    path("partenaires/<uuid:uid>/services/<uuid:part>/retirer/", editing.service_remove, name="service_remove"),
    path("partenaires/<uuid:uid>/interlocuteurs/nouveau/", editing.contact_create, name="contact_create"),
    path("partenaires/<uuid:uid>/interlocuteurs/<uuid:part>/", editing.contact_update, name="contact_update"),
    path("partenaires/<uuid:uid>/interlocuteurs/<uuid:part>/depart/", editing.contact_leave, name="contact_leave"),
    path("partenaires/<uuid:uid>/niveaux/nouveau/", relation.level_create, name="level_create"),
    path("partenaires/<uuid:uid>/niveaux/<uuid:part>/terminer/", relation.level_end, name="level_end"),
    path("partenaires/<uuid:uid>/niveaux/<uuid:part>/retirer/", relation.level_remove, name="level_remove"),
    path("partenaires/<uuid:uid>/referents/nouveau/", relation.referent_create, name="referent_create"),
    path("partenaires/<uuid:uid>/referents/<uuid:part>/terminer/", relation.referent_end, name="referent_end"),
    # trust
    path("partenaires/<uuid:uid>/verifier/", trust.partner_verify, name="partner_verify"),
    path("partenaires/<uuid:uid>/corriger/", trust.partner_correct, name="partner_correct"),
    path("corrections/", trust.correction_list, name="correction_list"),
    path("corrections/miennes/", trust.correction_mine, name="correction_mine"),
    path("corrections/<uuid:uid>/", trust.correction_answer, name="correction_answer"),
    path("corrections/<uuid:uid>/vue/", trust.correction_seen, name="correction_seen"),
]
