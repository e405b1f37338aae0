from django.urls import path  # noqa: F401

app_name = "referrals"

urlpatterns = [
    # youths
    # noting and lists
    # one orientation
]
