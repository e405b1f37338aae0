"""The first pages about youths, at a few orientations and at a hundred thousand: milliseconds and queries."""

import time
from statistics import median

from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from base.middleware import RequestTransactionMiddleware
from referrals.views.calls import call_list
from referrals.views.lists import referral_list
from referrals.views.uncovered import uncovered_list
from referrals.views.youths import youth_list

LISTS = {
    "/orientations/": referral_list,
    "/orientations/a-suivre/": call_list,
    "/besoins/": uncovered_list,
    "/jeunes/": youth_list,
}
PEOPLE = ("educateur", "chef")


def measure_lists(rounds):
    """The fastest and the median of each page for each person, and its queries; the first round warms up.

    The sizes cannot take turns: the fastest is what the neighbours of the machine disturb least.
    """
    found = {}
    for name in PEOPLE:
        for path, view in LISTS.items():
            times = [_page(name, path, view) for _ in range(rounds + 1)]
            with CaptureQueriesContext(connection) as queries:
                _page(name, path, view)
            found[f"{name} {path}"] = {
                "fastest": round(min(times[1:]), 1),
                "p50": round(median(times[1:]), 1),
                "queries": len(queries),
            }
    return found


def compared(few, many):
    """Both sizes side by side, and how many times longer the second is."""
    return {
        key: {"few": few[key], "many": many[key], "ratio": round(many[key]["fastest"] / few[key]["fastest"], 2)}
        for key in few
    }


def _page(name, path, view):
    request = RequestFactory().get(path)
    request.user, request.session = User.objects.get(email=f"{name}@demo.example"), SessionStore()
    MessageMiddleware(lambda request: None).process_request(request)
    start = time.perf_counter()
    response = RequestTransactionMiddleware(view)(request)
    spent = (time.perf_counter() - start) * 1000
    assert response.status_code == 200
    return spent
