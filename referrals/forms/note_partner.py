"""With whom: a partner of the inventory (or several), its service, or one that the directory lacks (2-16)."""

from django import forms
from django.utils import timezone

from base.lists import clean_text
from partners.forms.identity import ORGANISATIONS
from partners.models import Contact, Domain, Service
from referrals.forms.fields import ContactField, ServiceField
from referrals.noting import Proposal
from referrals.partner_finding import partner_by_uid, partners_by_uid, partners_named, warnings_about

NONE_OF_THOSE = "aucun"
CHOOSE = [("", "– choisir –")]


class PartnerPart(forms.Form):
    """The partner chosen, found by its exact name or picked among those that answer to it; else proposed."""

    partner_text = forms.CharField(
        label="Partenaire",
        required=False,
        max_length=150,
        help_text="Le nom d’un lieu ou d’un service, jamais d’une personne accompagnée.",
        widget=forms.TextInput(attrs={"list": "partenaires-usuels", "autocomplete": "off"}),
    )
    partner = forms.CharField(widget=forms.HiddenInput, required=False)
    new_kind = forms.ChoiceField(label="Nature", choices=[*CHOOSE, *ORGANISATIONS], required=False)
    new_domain = forms.ModelChoiceField(
        Domain.objects.none(), label="Domaine", to_field_name="code", required=False, empty_label="– choisir –"
    )

    def find_partner(self):
        """The partner chosen, or the one of exactly the name typed; else those to choose from."""
        self.typed = clean_text(str(self["partner_text"].value() or ""))
        exact, self.close = partners_named(self.user, self.typed) if self.typed else (None, [])
        said = self["partner"].value()
        picked = partner_by_uid(self.user, said)
        if self.typed and picked not in self.close:
            picked = None
        self.chosen = None if said == NONE_OF_THOSE else picked or exact
        self.is_refused = said == NONE_OF_THOSE
        also = [] if self.replaces or self.is_inbound else self._also()
        self.also = [partner for partner in partners_by_uid(self.user, also) if partner != self.chosen]
        self.fields["new_domain"].queryset = Domain.objects.top()
        self._offer_services()

    def _also(self):
        return self.data.getlist("also") if self.is_bound else self.initial.get("also", ())

    def _offer_services(self):
        services = self.chosen.services.select_related("domain") if self.chosen else Service.objects.none()
        self.fields["service"] = ServiceField(services)
        self.has_services = services.exists()
        if self.is_inbound:
            contacts = self.chosen.contacts if self.chosen else Contact.objects
            self.fields["contact"] = ContactField(
                contacts.present(timezone.localdate()) if self.chosen else contacts.none()
            )
        codes = [self.chosen.domain.code, *services.values_list("domain__code", flat=True)] if self.chosen else []
        self.domain_codes = {code[:3] for code in codes}

    @property
    def partner_warnings(self):
        """What should be known before orienting to the partner chosen."""
        return warnings_about(self.chosen, timezone.localdate())

    @property
    def may_propose(self):
        """Whether to offer a sheet for the name typed: no partner bears it, or none of those that do is meant."""
        return bool(self.typed) and self.chosen is None

    def check_partner(self):
        """A partner, several, or what a proposed sheet needs."""
        if self.chosen or "partner_text" in self.errors or (self.also and not self.typed):
            return
        if not self.typed:
            self.add_error("partner_text", "Indiquez le partenaire.")
        elif self.close and not self.is_refused:
            self.add_error("partner_text", "Choisissez parmi les partenaires qui répondent à ce nom.")
        elif not (self.is_refused or self._says_more()):
            self.add_error(
                "partner_text", "Aucun partenaire actif de ce nom. Essayez un mot, un sigle, ou proposez une fiche."
            )
        else:
            self.ask("new_kind", "Choisissez la nature du partenaire à proposer.")
            self.ask("new_domain", "Choisissez le domaine du partenaire à proposer.")

    def _says_more(self):
        return any(self.cleaned_data.get(name) or name in self.errors for name in ("new_kind", "new_domain"))

    def partners(self):
        """Each partner with its service, the last one perhaps a sheet to propose."""
        said = self.cleaned_data
        found = [(partner, None) for partner in self.also]
        if self.chosen:
            return [*found, (self.chosen, said.get("service"))]
        return [*found, (Proposal(self.typed, said["new_kind"], said["new_domain"]), None)] if self.typed else found
