from __future__ import annotations

from email.message import EmailMessage

from tests.sources.conftest import Desk


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    base = {
        "From": "Harbour Authority <press@harbour.example>",
        "To": "newsroom@coast.example",
        "Date": "Sun, 04 May 2031 18:00:00 +0200",
        "Subject": "Harbour closed – until further notice",
        "Message-ID": "<1@harbour.example>",
    }
    for name, value in (base | headers).items():
        message[name] = value
    return message


def test_a_press_mail_is_a_document(desk: Desk) -> None:
    message = mail()
    message.set_content("The harbour is closed to all ships, Zoë Märk said.\n")
    message.add_alternative("<p>The <b>harbour</b> is closed.</p>", subtype="html")
    document = desk.read("closed.eml", message.as_bytes())
    assert document.media_type == "message/rfc822"
    assert document.source.name == document.author == "Harbour Authority"
    assert document.title == "Harbour closed – until further notice"
    assert document.published_at is not None
    assert document.published_at.at.isoformat() == "2031-05-04T16:00:00+00:00"
    assert document.text == "The harbour is closed to all ships, Zoë Märk said.\n"
    assert document.problems == ()


def test_a_mail_of_html_alone_is_read_as_its_words(desk: Desk) -> None:
    message = mail(From="press@harbour.example")
    message.set_content(
        "<html><body><p>The harbour is <b>closed</b>.</p></body></html>", subtype="html"
    )
    document = desk.read("closed", message.as_bytes())
    assert document.text == "The harbour is closed."
    assert document.source.name == "press@harbour.example"


def test_attachments_are_named_as_not_read(desk: Desk) -> None:
    message = mail()
    message.set_content("See attached.\n")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="order.pdf")
    (problem,) = desk.read("closed.eml", message.as_bytes()).problems
    assert problem.code == "attachment-not-read"
    assert "order.pdf" in problem.text


def test_flowed_lines_are_joined(desk: Desk) -> None:
    head = "From: a@b.example\nContent-Type: text/plain; format=flowed\n\n"
    document = desk.read("a.eml", head + "The harbour is \nclosed.\n\nFor good.\n")
    assert document.text == "The harbour is closed.\n\nFor good.\n"


def test_bad_mails_say_what_is_wrong(desk: Desk) -> None:
    undated = "From: a@b.example\nDate: some day\n\nThe harbour is closed.\n"
    codes = [p.code for p in desk.read("a.eml", undated).problems]
    assert codes == ["bad-publication-time"]
    assert desk.fault("b.eml", mail().as_bytes()).code == "no-text"
    broken = b"From: =?x?y?=\nDate: \nSubject: =?utf-8?b?/w==?=\n\nIt is closed.\n"
    assert desk.read("c.eml", broken).text == "It is closed.\n"


def test_hostile_headers_cost_no_time_and_no_text(desk: Desk) -> None:
    for header in ("Subject: " + "=?utf-8?q?a?= " * 20_000, "From: " + 'a,(<"@' * 5_000):
        document = desk.read("a.eml", f"{header}\nMIME-Version: 1.0\n\nIt is closed.\n")
        assert document.text == "It is closed.\n"
