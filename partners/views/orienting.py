"""« Orienter »: from a need, an age and a place to partners, with reasons; nothing is kept of what is looked for."""

from uuid import UUID

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from base.templatetags.ui import plural_fr
from partners import filters
from partners.danger import is_dangerous
from partners.filters.needs import need_values, word_of
from partners.filters.places import RADII
from partners.orienting import rule
from partners.orienting.doors import doors
from partners.orienting.numbers import numbers_for
from partners.orienting.question import USUAL_REACH, Question, territory_of, with_usual_place
from partners.orienting.widening import ways_out
from partners.orienting.wording import shown
from partners.permissions import can_refer, can_see_relation
from partners.recognition import words_typed
from partners.search.bits import CONDITIONS, DELAYS, DOORS, LANGUAGES, SEXES
from partners.search.needs_said import meant

MOST_SHOWN = 30
CONSTRAINTS = {"condition": CONDITIONS, "sexe": SEXES, "delai": DELAYS, "langue": LANGUAGES, "ouvert": DOORS}


@require_safe
def orient(request):
    """Three fields, then the partners that answer; without a need, the needs to choose from."""
    territory = territory_of(request.user)
    asked = filters.read(with_usual_place(request.GET, territory))
    said = [] if asked.chosen["besoin"] else meant(asked, words_typed(asked.terms))
    if said:
        asked.chosen["besoin"] = [need_values(asked.needs)[word_of(said[0][0])]]
    needs = [value.record for value in asked.chosen["besoin"]]
    for_whom = _identifier(request.GET.get("jeune"))
    question = Question(asked, needs, sees_relation=can_see_relation(request.user), noted_for=for_whom)
    others = [(need.label, question.url(besoin=[word_of(need)])) for need, number in said[1:]]
    context = {"asked": asked, "territory": territory, "others": others, "usual_reach": USUAL_REACH}
    context["noted_for"] = question.noted_for
    context["danger"] = is_dangerous(asked, needs, [])
    context |= _form(asked)
    context |= _answer(request.user, question) if needs and not asked.place_text else {"answered": False}
    context["waits_for_place"] = bool(needs and asked.place_text)
    return render(request, "partners/orienting.html", context)


def _identifier(text):
    """A well-formed identifier, or nothing."""
    try:
        return str(UUID(text or ""))
    except ValueError:
        return ""


def _form(asked):
    """What the form proposes and what stands in it."""
    chosen = {value.word for value in asked.chosen["besoin"]}
    families = [need for need in asked.needs if not need.parent_id]
    constraints = {name: _choices(asked, name, table) for name, table in CONSTRAINTS.items()}
    return {
        "families": [_family(asked, family, chosen) for family in families],
        "place_text": asked.place_text or _place_text(asked),
        "place_links": filters.place_links(asked),
        "constraints": constraints,
        "radii": [{"value": radius, "current": asked.distance == radius} for radius in RADII],
        "in_force": sum(len(asked.chosen[name]) for name in CONSTRAINTS) + bool(asked.distance),
        "not_recognised": bool(asked.terms) and not chosen,
        "search_url": f"{reverse('partners:partner_list')}{asked.url(commune=[], quartier='', age='')}",
    }


def _family(asked, family, chosen):
    needs = [family, *(need for need in asked.needs if need.parent_id == family.pk)]
    return {"label": family.label, "needs": [_need(asked, need, chosen) for need in needs]}


def _need(asked, need, chosen):
    label = need.label if need.parent_id else f"{need.label} (en général)"
    word = word_of(need)
    return {"word": word, "label": label, "current": word in chosen, "url": asked.url(besoin=[word], q="")}


def _choices(asked, name, table):
    words = asked.words_of(name)
    return [{"word": word, "label": choice.label, "current": word in words} for word, choice in table.items()]


def _place_text(asked):
    if asked.district:
        return asked.district.record.name
    return ", ".join(value.label for value in asked.chosen["commune"])


def _answer(user, question):
    found, many = doors(question, user)
    met, near = rule.judged(question, found)
    may_refer = can_refer(user)
    words = [word_of(need) for need in question.needs]
    around = question.asked.around
    return {
        "answered": True,
        "total": len(met),
        "counted": plural_fr(len(met), "partenaire,partenaires"),
        "rows": [shown(question, one, may_refer=may_refer) for one in met[:MOST_SHOWN]],
        "near": [shown(question, one, may_refer=False) for one in near[: rule.MOST_NEAR]],
        "many": many or len(met) > MOST_SHOWN,
        "numbers": numbers_for([*words, *_of_families(question)], question.age),
        "ways_out": [] if met else ways_out(question, found),
        "rule": rule.SAID,
        "sought": " ou ".join(f"«\u00a0{need.label}\u00a0»" for need in question.needs),
        "said": _said(question),
        "list_url": f"{reverse('partners:partner_list')}{question.url(distance=question.reach if around else '')}",
    }


def _said(question):
    """How far and for whom the answer was looked for."""
    around = question.asked.around
    place = _place_text(question.asked) if around else ""
    told = [f"{question.age}\u00a0ans" if question.age is not None else "Tout âge"]
    told.append(f"jusqu’à {question.reach}\u00a0km de {place}, ou couvrant ce lieu" if place else "partout")
    told += [value.label for name in CONSTRAINTS for value in question.asked.chosen[name]]
    return f"{', '.join(told)}."


def _of_families(question):
    """The needs of the families asked: their numbers answer too."""
    keys = {need.pk for need in question.needs if not need.parent_id}
    return [word_of(need) for need in question.asked.needs if need.parent_id in keys]
