from django import forms

from exchange.reading import MAX_SIZE

MAX_FILES = 4


class FilesInput(forms.ClearableFileInput):
    """A file field that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files that make one import."""

    widget = FilesInput(attrs={"accept": ".xlsx,.csv,.json"})

    def clean(self, data, initial=None):
        """Each file, not too many and none too big."""
        items = data if isinstance(data, (list, tuple)) else [data]
        files = [super(FilesField, self).clean(item, initial) for item in items] or [super().clean(None, initial)]
        if len(files) > MAX_FILES:
            raise forms.ValidationError(f"{MAX_FILES} fichiers au plus à la fois.")
        if any(file.size > MAX_SIZE for file in files):
            raise forms.ValidationError("Un fichier dépasse 10 Mo\u00a0: découpez-le en plusieurs fichiers.")
        return files


class ImportForm(forms.Form):
    """What an administrator brings in."""

    files = FilesField(
        label="Fichiers",
        allow_empty_file=True,
        help_text="Notre modèle rempli, ou data·inclusion v1 (structures, services, ou les deux) "
        "en XLSX, CSV ou JSON\u00a0; 10\u00a0Mo au plus. Rien n’est écrit avant votre accord.",
    )

    def contents(self):
        """(name, bytes) of each file."""
        return [(file.name[-120:], file.read()) for file in self.cleaned_data["files"]]
