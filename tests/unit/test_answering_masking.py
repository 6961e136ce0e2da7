from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.masking import EMAIL, IDENTITY_CODE, PHONE, mask

CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"

# None of these belongs to anybody: individual numbers from 900 on are kept for test persons.
IDENTITY_CODES = [
    "131052-902T", "010190-9011", "150385-947K", "311299-9853", "010101A900P", "290200A915C", "050505A9123",
    "010594Y9032", "020594X903P", "030694W9024", "030694V9025", "030594U903M", "010516B903X", "020516C903K",
    "030516D9037", "010501E9032", "020502E902X", "130224F9038", "010199+902X", "131052 - 902T", "131052–902T",
    "131052−902T", "131052-902t", "050505a9123", "131052-902 T",
]  # fmt: skip
EMAILS = [
    "matti.meikalainen@example.fi", "maija@example.com", "m.m+hanke@posti.example.fi", "etu_suku@sub.example.org",
    "ETUNIMI.SUKUNIMI@EXAMPLE.FI", "åke.öberg@example.se", "nimi(at)example.fi", "nimi [at] example.fi",
    "nimi (ät) example.fi", "o'neil@example.ie", "a-b@example-site.fi", "иван@пример.рф", "x@y.fi",
]  # fmt: skip
PHONES = [
    "040 123 4567", "0401234567", "040-1234567", "040-123 4567", "050 123 456", "+358 40 123 4567", "+358401234567",
    "+358 (0)40 123 4567", "00358 40 1234567", "09 123 4567", "(09) 123 4567", "09-1234567", "02 123 4567",
    "014 123 4567", "0295 020 500", "020 123 4567", "0800 123 45", "044 12 34 567", "045\u00a0123\u00a04567",
    "+46 70 123 45 67", "+372 5123 4567", "+7 912 345-67-89", "+380 44 123 4567", "+44 20 7946 0958",
    "0046 70 1234567", "+1 202 555 0123", "040/1234567", "0400 123456",
]  # fmt: skip
SENTENCES = [
    "{}", "Tunnukseni on {}, voiko sillä hakea?", "Ota yhteyttä: {}.", "({})", "Min kod är {}", "Call me at {} please",
    "Мой номер {}", "soita {}!", "rivi\n{}\nrivi",
]  # fmt: skip
INNOCENT = [
    "haku-2026-3", "haku-2023-1 ja haku-2024-3", "EURA 2021/401234/09 02 01 01/2023", "S12345", "A80123", "R-00251",
    "hankenumero 401234", "15.1.2027 klo 16.15", "1.10.2026–15.1.2027", "01.02.2026", "01-02-2026", "01/02/2026",
    "2026-01-15", "2026-11-24T12:00", "klo 09.00–16.00", "kello 9–16", "150 000 euroa", "10 000–50 000 €",
    "1 050 400 000 euroa", "5 000 000", "0,5 henkilötyövuotta", "0.05", "050 000 €", "80 %", "2 958 vastaajaa",
    "laki 757/2021", "7 a § 2 mom.", "asetus (EU) 2021/1057", "2021/1060", "Y-tunnus 1234567-8", "00100 Helsinki",
    "PL 123, 00101 Helsinki", "33100 Tampere", "1.–31.10.", "syksy 2026", "2021–2027", "ESR+ 2021-2027",
    "erityistavoite 4.1", "taulukko 12", "sivut 120-145", "indeksi 57,4 → 62,1", "30.10.", "24 väittämää 6 osiossa",
    "ISBN 978-952-00-1234-5", "doi:10.1000/182", "versio 1.5.9", "3 x 250 000", "n=1234567", "v. 1999-2001",
    "010126", "1234567", "alkumittaus 2025-2026", "12-34-56", "vko 45/2026", "991399-1234", "viite 1009 1234",
    "1 000 000–3 000 000", "4.1.1", "@tyoelama", "klo 16:15:00", "00:15", "haku 2027-1 ja 2027-2",
]  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(
    ("data", "label"),
    [(code, IDENTITY_CODE) for code in IDENTITY_CODES]
    + [(address, EMAIL) for address in EMAILS]
    + [(number, PHONE) for number in PHONES],
)
def test_personal_data_is_masked_and_nothing_around_it(data: str, label: str, sentence: str) -> None:
    assert mask(sentence.format(data)) == sentence.format(label)


@pytest.mark.parametrize("sentence", ["{}", "Mikä on {}?", "({}), kiitos"])
@pytest.mark.parametrize("text", INNOCENT)
def test_calls_dates_amounts_and_references_stay(text: str, sentence: str) -> None:
    assert mask(sentence.format(text)) == sentence.format(text)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(900, 999), st.data())
def test_every_valid_identity_code_is_masked(born: date, number: int, data: st.DataObject) -> None:
    separator = data.draw(st.sampled_from("-YXWVU" if born.year < 2000 else "ABCDEF"))
    digits = f"{born:%d%m%y}"
    code = f"{digits}{separator}{number}{CHECK_CHARACTERS[int(f'{digits}{number}') % 31]}"
    assert mask(f"Olen {code}.") == f"Olen {IDENTITY_CODE}."


@given(st.text())
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask(text)
    assert mask(once) == once
