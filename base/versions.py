"""No lost update: a form carries the version it was opened on, and a stale save is shown, never written."""

from django import forms
from django.db import transaction
from django.db.models import F


class StaleSave(Exception):
    """Someone saved the record since the form was opened; `current` is the record as it is now."""

    def __init__(self, current):
        super().__init__(f"{current._meta.label} {current.pk} a changé depuis l’ouverture du formulaire")
        self.current = current


def claim(record, version):
    """Raise the version of the record if it is still `version`, in the caller’s transaction; else `StaleSave`."""
    model = type(record)
    if not model.objects.filter(pk=record.pk, version=version).update(version=F("version") + 1):
        raise StaleSave(model.objects.get(pk=record.pk))
    record.version = version + 1


class VersionedForm(forms.ModelForm):
    """A model form that refuses to overwrite what someone else saved meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        for field in self.fields.values():
            # Django repeats callable defaults in hidden inputs; the version already tells what changed since.
            field.show_hidden_initial = False

    def save(self, commit=True):
        """Save under the version of the form; raise `StaleSave` when the record changed since."""
        with transaction.atomic():
            if self.instance.pk:
                claim(self.instance, self.cleaned_data.get("version") or 0)
            return super().save(commit=commit)

    def differences(self, current):
        """What stands in the record now against what was typed: rows of (label, now, typed)."""
        stored = type(self)(instance=current)
        common = [name for name in self.fields if name != "version" and name in stored.fields]
        rows = ((name, stored[name], self[name]) for name in common)
        shown = ((field.label, _shown(now), _shown(typed)) for name, now, typed in rows for field in [typed])
        return [row for row in shown if row[1] != row[2]]


def _shown(bound):
    value = bound.value()
    choices = {str(key): label for key, label in _flat(getattr(bound.field, "choices", []))}
    values = value if isinstance(value, (list, tuple)) else [value]
    return ", ".join(str(choices.get(str(item), item)) for item in values if item not in (None, ""))


def _flat(choices):
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label
