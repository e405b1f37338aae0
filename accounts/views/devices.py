"""« Mes appareils »: where someone is signed in, closing one, all, or everything when a telephone is lost (7.5.2)."""

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import devices, doors
from accounts.choices import DeviceKind
from accounts.factors import is_demonstration
from accounts.forms.devices import DeviceForm
from accounts.leads import tell_device_lost
from accounts.models import Device
from audit.choices import Action
from audit.models import AccessLog


@require_safe
def device_list(request):
    """The sessions of this person, with the name given to each, this one marked."""
    here = request.session.session_key
    rows = [{"device": row, "here": row.session_key == here} for row in Device.objects.of(request.user)]
    return render(request, "accounts/device_list.html", {"rows": rows, "others": len(rows) - 1})


@require_http_methods(["GET", "HEAD", "POST"])
def device_update(request):
    """The name of the device in hand, and whose it is."""
    session = request.session
    initial = {"name": session.get("name"), "kind": session.get("kind")}
    form = DeviceForm(request.POST or None, initial=initial)
    if not form.is_valid():
        return render(request, "accounts/device_update.html", {"form": form})
    doors.set_device(session, **form.cleaned_data)
    messages.success(request, "C’est noté pour cet appareil.")
    response = redirect("accounts:device_list")
    devices.say_shared(response, form.cleaned_data["kind"] == DeviceKind.SHARED)
    return response


@require_POST
def device_close(request, uid):
    """End one session, this one included."""
    device = get_object_or_404(Device.objects.of(request.user), uid=uid)
    AccessLog.objects.record(request.user, Action.SIGN_OUT, detail="device")
    if device.session_key == request.session.session_key:
        logout(request)
        return redirect("account_login")
    device.delete()
    messages.success(request, f"La session de «\u00a0{device.name}\u00a0» est fermée.")
    return redirect("accounts:device_list")


@require_POST
def device_close_others(request):
    """End every session but this one."""
    doors.close_others(request, request.user)
    AccessLog.objects.record(request.user, Action.SIGN_OUT, detail="other devices")
    messages.success(request, "Vos autres sessions sont fermées.")
    return redirect("accounts:device_list")


@require_http_methods(["GET", "HEAD", "POST"])
def device_lost(request):
    """« Téléphone perdu »: end every other session, void the passphrase, tell the chef de service.

    The telephone may remember the passphrase: it opens nothing more elsewhere, and nothing here before another is
    chosen (`accounts.middleware`). The present one is asked then: the thief’s own open session must not choose it.
    """
    if request.method != "POST":
        context = {"confirm_label": "Tout fermer", "confirm_class": "btn-danger", "cancel_url": "/compte/appareils/"}
        return render(request, "accounts/device_lost.html", context)
    doors.close_others(request, request.user)
    AccessLog.objects.record(request.user, Action.ACCOUNT, request.user, detail="device lost")
    tell_device_lost(request.user)
    if not is_demonstration():
        request.user.void_passphrase()
    messages.warning(request, "Vos autres sessions sont fermées. Choisissez maintenant une autre phrase de passe.")
    return redirect("account_change_password")
