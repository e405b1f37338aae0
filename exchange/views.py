"""Pages of imports and exports, for administrators."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.choices import Action
from audit.models import AccessLog
from base.lists import page_of
from exchange.applying.importer import Importer
from exchange.errors import UnreadableFile
from exchange.exporting.files import FORMATS, XLSX
from exchange.exporting.report import report_workbook
from exchange.exporting.template import template
from exchange.forms import ImportForm
from exchange.models import ImportFile, ImportRun
from exchange.presentation import cards_of, figures_of, result_asked, tabs_of
from partners.permissions import can_import_partners

CHANGED = "L’inventaire a changé depuis ce rapport\u00a0: en voici un nouveau, rien n’a encore été écrit."
TOO_LATE = "Cet import est déjà appliqué, ou ses fichiers ne sont plus gardés\u00a0: déposez-les de nouveau."


def for_importers(view):
    """Imports and exports of the directory are the administrators’."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not can_import_partners(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def import_list(request):
    """Send files, fetch the model, export, and what was imported before."""
    form = ImportForm(request.POST or None, request.FILES or None) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_sent(request.user, form.contents()))
        except UnreadableFile as error:
            form.add_error("files", str(error))
    runs = page_of(request, ImportRun.objects.visible_to(request.user).for_list())
    return render(request, "exchange/import_list.html", {"form": form, "runs": runs})


def _sent(user, contents):
    """Keep the files and what they would do."""
    importer = Importer(contents)
    ImportRun.objects.forget_files()
    names = ", ".join(name for name, _ in contents)[:500]
    run = ImportRun.objects.create(author=user, names=names)
    ImportFile.objects.bulk_create(ImportFile(run=run, name=name, content=content) for name, content in contents)
    run.show(importer)
    return run


@require_safe
@for_importers
def import_detail(request, uid):
    """What the files would do, or did: counts, then the rows of one result."""
    run = get_object_or_404(ImportRun.objects.visible_to(request.user), uid=uid)
    result = result_asked(request.GET.get("resultat"), run.counts)
    rows = [row for row in run.report.get("rows", []) if row["result"] == result]
    page = page_of(request, rows)
    context = {
        "run": run,
        "can_apply": run.can_apply,
        "figures": figures_of(run.counts),
        "tabs": tabs_of(run.counts, result),
        "cards": cards_of(page),
        "page": page,
        "notes": run.report.get("notes", []),
        "vanished": run.report.get("vanished", []),
    }
    return render(request, "exchange/import_detail.html", context)


@require_POST
@for_importers
def import_apply(request, uid):
    """Write what the report showed; if the inventory changed since, show again instead."""
    runs = ImportRun.objects.visible_to(request.user).filter(author=request.user)
    with transaction.atomic():
        run = get_object_or_404(runs.select_for_update(of=("self",)), uid=uid)
        if run.can_apply:
            _apply(request, run)
        else:
            messages.error(request, TOO_LATE)
    return redirect(run)


def _apply(request, run):
    importer = Importer(run.contents())
    if importer.digest() != run.digest:
        run.show(importer)
        messages.warning(request, CHANGED)
        return
    importer.write()
    run.close()
    AccessLog.objects.record(request.user, Action.CREATE, run, detail="import de partenaires")
    messages.success(
        request, f"Import appliqué\u00a0: {run.counts['created']} fiches créées, {run.counts['updated']} mises à jour."
    )


@require_safe
@for_importers
def import_report(request, uid):
    """The whole report as a workbook."""
    run = get_object_or_404(ImportRun.objects.visible_to(request.user), uid=uid)
    return _file(report_workbook(run.report), XLSX, "rapport-import.xlsx")


@require_safe
@for_importers
def import_template(request):
    """The empty model."""
    return _file(template(), XLSX, "modele-partenaires.xlsx")


@require_safe
@for_importers
def partner_export(request):
    """The directory in one of the formats; personnes-ressources and drafts stay here (L-35)."""
    asked = request.GET.get("format", "xlsx")
    if asked not in FORMATS:
        messages.error(request, "Ce format d’export n’existe pas\u00a0: choisissez-en un dans la liste.")
        return redirect("exchange:import_list")
    extension, content_type, write = FORMATS[asked]
    AccessLog.objects.record(request.user, Action.EXPORT, detail=f"partenaires, {asked}")
    name = "modele" if asked == "modele" else "data-inclusion"
    return _file(write(), content_type, f"partenaires-{name}-{timezone.localdate():%Y-%m-%d}.{extension}")


def _file(content, content_type, name):
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
