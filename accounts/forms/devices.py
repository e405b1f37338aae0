"""Form of the device in hand."""

from django import forms

from accounts.choices import DeviceKind


class DeviceForm(forms.Form):
    """The name of this device, and whose it is."""

    name = forms.CharField(
        label="Nom de cet appareil", max_length=60, help_text="Par exemple «\u00a0mon téléphone\u00a0»."
    )
    kind = forms.ChoiceField(
        label="Cet appareil est",
        choices=[
            (DeviceKind.OWN, "à moi\u00a0: l’annuaire y reste ouvert trente jours"),
            (DeviceKind.USUAL, "ordinaire\u00a0: la session se ferme avec le navigateur, ou après douze heures"),
            (
                DeviceKind.SHARED,
                "un poste partagé\u00a0: de même, et les jeunes se referment après quinze minutes",
            ),
        ],
        widget=forms.RadioSelect,
    )
