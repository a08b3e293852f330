"""Template components: what they write, and that a wrong argument does not pass unseen."""

from datetime import date
from types import SimpleNamespace

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template, TemplateSyntaxError

from wsoa.templatetags.components import as_at_picker, pagination, signed


def _render(source: str, **context: object) -> str:
    return Template("{% load components %}" + source).render(Context(context))


def _cells(*values: int) -> list[SimpleNamespace]:
    names = (("G", "Green", "green"), ("R", "Red", "red"), ("unrated", "Unrated", "grey"))
    return [
        SimpleNamespace(code=code, label=label, tone=tone, value=value)
        for (code, label, tone), value in zip(names, values, strict=True)
    ]


class _AsAt(forms.Form):
    as_at = forms.DateField(label="As at")


class _Sample(forms.Form):
    name = forms.CharField(error_messages={"required": "Enter a name."})
    rating = forms.ChoiceField(choices=[("G", "Green")], widget=forms.RadioSelect)
    words = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"data-maxlength": 5000, "placeholder": "Words"}),
    )


def test_misspelt_argument_fails_when_the_template_compiles() -> None:
    with pytest.raises(TemplateSyntaxError, match="colour"):
        _render('{% rating_tag code="G" label="Green" colour="green" %}')


def test_rating_tag_escapes_and_keeps_letter_word_and_tone() -> None:
    html = _render("{% rating_tag code='<' label=label tone='red' %}", label="<b>Red</b>")
    assert "wsoa-tone-red" in html
    assert "&lt;b&gt;Red&lt;/b&gt;" in html
    assert "<b>" not in html


def test_rating_tag_with_an_unknown_tone_is_plain() -> None:
    assert "wsoa-tone-grey" in _render("{% rating_tag code='X' label='X' tone='mauve' %}")


def test_stacked_bar_says_in_words_what_it_draws() -> None:
    html = _render(
        "{% stacked_bar title=title cells=cells %}", title="1 <Lead>", cells=_cells(3, 0, 1)
    )
    assert "<title>1 &lt;Lead&gt;</title><desc>3 Green, 1 Unrated, of 4</desc>" in html
    assert html.count("<rect") == 2
    assert "style=" not in html


def test_stacked_bar_of_nothing_is_empty() -> None:
    assert _render("{% stacked_bar title='1' cells=cells %}", cells=_cells(0, 0, 0)) == ""


def test_summary_row_without_content_is_left_out() -> None:
    assert _render('{% summary_row key="Due" %} {% endsummary_row %}').strip() == ""


def test_summary_row_keeps_markup_and_escapes_values() -> None:
    html = _render('{% summary_row key="Due" %}<i>{{ value }}</i>{% endsummary_row %}', value="<x>")
    assert "<i>&lt;x&gt;</i>" in html


def test_error_summary_links_to_the_fields() -> None:
    html = _render("{% error_summary form %}", form=_Sample({}))
    assert '<a href="#id_name">Enter a name.</a>' in html
    assert '<a href="#id_rating_0">Rating: This field is required.</a>' in html


def test_error_summary_of_an_unbound_form_is_empty() -> None:
    assert _render("{% error_summary form %}", form=_Sample()) == ""


def test_field_carries_label_hint_error_and_their_ids() -> None:
    html = _Sample({})["name"].as_field_group()
    assert 'for="id_name"' in html
    assert 'aria-describedby="id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert "govuk-input--error" in html


def test_text_area_counts_down_and_has_no_placeholder() -> None:
    html = _Sample()["words"].as_field_group()
    assert "Words (optional)" in html
    assert 'data-module="govuk-character-count" data-maxlength="5000"' in html
    assert 'aria-describedby="id_words-info"' in html
    assert "placeholder" not in html


def test_as_at_picker_carries_the_filter_and_drops_the_page() -> None:
    html = as_at_picker(
        form=_AsAt(),
        as_at=date(2018, 3, 31),
        is_today=False,
        published=date(2018, 4, 30),
        query=QueryDict("theme=1&as_at=2018-03-31&page=2"),
    )
    assert '<input type="hidden" name="theme" value="1">' in html
    assert 'href="?theme=1&amp;as_at=2018-04-30"' in html
    assert "31 March 2018" in html
    assert "page=2" not in html


@pytest.mark.parametrize(("change", "shown"), [(None, ""), (0, "no change"), (3, "+3"), (-2, "−2")])
def test_signed(change: int | None, shown: str) -> None:
    assert signed(change) == shown


def test_pagination_of_one_page_is_empty() -> None:
    page = SimpleNamespace(paginator=SimpleNamespace(num_pages=1))
    assert pagination(page=page, query=QueryDict("")) == ""
