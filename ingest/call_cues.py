"""Words around a day that tell what happens on it, in Finnish, Swedish and English.

Each is a pattern that begins at a word; `_` parts several. The last one before a day decides.
"""

from __future__ import annotations

import re

_CALL = r"""
haku haun hakua hakuun haussa hausta haulla haulle haut hakujen hakuaika\w* hakuajan hakuaikaa hakujakso\w*
hakukierro\w* hakupäivä\w* hakemu\w+ hakea hae haetaan haettavana haettavissa jättöpäivä\w* jättöaika\w*
järjestelmä_on_auki järjestelmä_on_avoinna hankehaku\w* hankehau\w+ avustushaku\w* avustushau\w+ \w*rahoitushaku\w*
\w*rahoitushau\w+ hankehakemu\w+ avustushakemu\w+ [\w+]+-hak(?:u|uun|ua) [\w+]+-hau(?:n|ssa|t|sta)
ansökan\w* ansökning\w* utlysning\w* sök söka sökas
[\w+]+-utlysning\w* [\w+]+-ansök\w+ projektutlysning\w* projektansök\w+
call calls application\w* apply submission\w*
"""
_OPENS = r"""
avautu\w+ aukea\w+ aukesi avataan avattiin avattu alkaa alkoi alkaen alkamisaika\w* käynnisty\w+
öppna\w* börja\w+ inleds inleddes fr\.o\.m\.? från_och_med
opens opened open starts started begins starting as_of
"""
_CLOSES = r"""
päätty\w+ sulkeutu\w+ suljetaan suljettu\w* suljettiin viimeistään määräai\w+ viimeinen asti saakka mennessä
hakuaikaa_on loppu\w+ päättymisaika\w*
stäng\w+ slutar avsluta\w+ går_ut gått_ut gick_ut löper_ut senast t\.o\.m\.? till_och_med sista tidsfrist\w* deadline
tas_emot_till
close\w* deadline\w* no_later_than ends due end_of
"""
_EXTENSION = r"""
uusi_määräai\w+ uusi_hakuai\w+ uuteen_määräaikaan uusi_päättymis\w+
jatketaan jatkettiin jatkettu jatkamme jatkaa_hakuai\w+ pidennet\w+
pidennäm\w+ siirret\w+ siirty\w+ päättyy_nyt
ny_sista ny_tidsfrist förläng\w+ framflytta\w+ skjuts_upp
new_deadline new_closing extended extend extending postponed
"""
_MAYBE_EXTENSION = r"haku_jatkuu hakuaika_jatkuu utlysningen_fortsätter call_continues"
_PREVIOUS = r"""
aiemmin aiempi aiemman aikaisempi aikaisemmin vanha alun_perin alunperin alkuperäi\w+
tidigare ursprunglig\w* gamla
previously previous earlier original\w* old formerly
"""
_EVENT = r"""
hakuinfo\w* infotilaisuu\w* info hakuklinik\w* klinik\w+ klinikka\w* webinaari\w* verkostopäiv\w* tilaisuu\w*
hankekahvi\w* työpaja\w* seminaari\w* koulutus\w* infot klinikat
infotillfäll\w+ informationstillfäll\w+ ansökningsinfo\w* webbinari\w+ nätverksdag\w* seminari\w+ kliniker
information_session\w* info_session\w* clinic\w* webinar\w* network_days workshop\w* seminar\w* event\w*
"""
_DECISION = r"""
päätöks(?!ellä)\w* päätös rahoituspäätö\w* \w*avustuspäätöks\w+
beslut\w* finansieringsbeslut\w*
decision\w* funding_decision\w*
"""
_OTHER = r"""
julkais\w+ päivitetty päivitys päiväys päivätty ilmoitettu toteutusai\w+ toteutetaan kesto hankeaika\w* maksatu\w+
väliraport\w* loppurapor\w* raport\w+ seurantalomak\w* lomak\w+ kysely\w* työpaikkahak\w+ rekry\w* ilmoittaud\w+
ilmoittautumi\w+ ilmoittautua tukikelpoi\w+ ohjelmakau\w+ voimassa versio\w* liite annettiin annettu hankkeet_voivat
hanke_alkaa hanke_päättyy hankkeen_alk\w+ hankkeen_pää\w+ työsopimu\w+ valitusai\w+ kustannuks\w+ tilanne jatkuu_vuoden
ilmesty\w+ huoltokatko\w* käyttökatko\w* hyväksy\w+ toimikau\w+ laki lain
publicera\w+ uppdatera\w+ daterad meddelad genomför\w+ projekttid\w* projektet rapport\w* mellanrapport\w*
slutrapport\w* utbetalnings\w+ anmäl\w* enkät\w* programperiod\w* giltig\w* version\w* bilaga
stödberättigande kostnad\w+ lagen
published updated issued dated project_runs project_period implemented report reports interim register registration
sign_up survey\w* programme_period valid version appendix annex costs eligible payment\w* announced act regulation
"""
_CANCELLED = r"""
peruttu perutaan peruttiin peruuntu\w+ peruutet\w+ keskeytet\w+ keskeytäm\w+
dragits_tillbaka dras_tillbaka drogs_tillbaka inställd inställs ställts_in avbrutits avbryts avbröts
cancelled canceled suspended withdrawn
"""
_CONTINUOUS = r"""
jatkuva_haku haku_on_jatkuva jatkuvasti_auki jatkuvasti_avoinna jatkuvasti_ympäri hakea_jatkuvasti hakea_ympäri_vuoden
hakuaika_on_ympäri_vuoden haettavissa_ympäri_vuoden milloin_tahansa
ei_ole_päättymispäivää ei_päättymispäivää päättymispäivää_ei auki_toistaiseksi avoinna_toistaiseksi
eikä_sillä_ole_päättymispäivää
kontinuerlig_ansökan fortlöpande när_som_helst inget_slutdatum öppen_tills_vidare
continuous_call rolling_basis any_time no_closing_date no_deadline open_until_further_notice
"""
_NEGATION = r"ei eivät inte not jonka jota joka edelli\w+ aiempi\w* vars föregående whose which previous"


def _pattern(words: str) -> re.Pattern[str]:
    alternatives = [word.replace("_", r"\s+") for word in words.split()]
    return re.compile(
        rf"(?<![\w._-])(?:{'|'.join(sorted(alternatives, key=len, reverse=True))})(?!\w|[._]\w)", re.IGNORECASE
    )


CALL = _pattern(_CALL)
"""The sentence is about applying."""
OPENS = _pattern(_OPENS)
CLOSES = _pattern(_CLOSES)
EXTENSION = _pattern(_EXTENSION)
MAYBE_EXTENSION = _pattern(_MAYBE_EXTENSION)
"""May tell of an extension, or only that the call is still open."""
PREVIOUS = _pattern(_PREVIOUS)
EVENT = _pattern(_EVENT)
DECISION = _pattern(_DECISION)
OTHER = _pattern(_OTHER)
"""What else happens on days: publication, projects, reports, registration."""
CANCELLED = _pattern(_CANCELLED)
CONTINUOUS = _pattern(_CONTINUOUS)
NEGATION = _pattern(_NEGATION)
"""What is cancelled is not this call, or not cancelled."""

LABEL = re.compile(
    r"^[^\w\n]*(?:avautu[iu]\w*|aukeaa|öppnar|öppnades|opens|opened|call open)\s*:?\s", re.IGNORECASE | re.MULTILINE
)
"""A line that begins so speaks of a call, as does what stands around it."""
ARRANGES = re.compile(
    r"(?<!\w)(?:järjestää|järjestämme|pitää|pidämme|arrangerar|ordnar|håller|arranges?|holds?|organises?)\s+$",
    re.IGNORECASE,
)
"""Who does so on a day, and names an event after it, tells the day of that event."""
RIGHT_BEFORE_OPENS = re.compile(r"(?<!\w)from\s+(?:the\s+)?$", re.IGNORECASE)
RIGHT_BEFORE_CLOSES = re.compile(
    r"(?<!\w)(?:until|by|before|through|after|före|efter)\s+(?:the\s+|den\s+)?$", re.IGNORECASE
)
"""Short words that mean something only right before a day."""
PRONOUN = re.compile(r"\W*(?:se|sen|siihen|siinä|den|dess|it|its)\b", re.IGNORECASE)
"""A sentence that begins so goes on about what the one before it spoke of."""
RIGHT_AFTER_OPENS = re.compile(
    r"\W{0,2}(?:alkaen|lähtien|eteenpäin|avautu\w+|aukea\w+|alkaa|alkanut|alkava\w*|öppna\w+|och framåt|opens"
    r"|onwards)\b",
    re.IGNORECASE,
)
RIGHT_AFTER_CLOSES = re.compile(
    r"\W{0,2}(?:asti|saakka|mennessä(?!\s+(?:hyväksyt|rekisteröi|perustet|toteut))|jälkeen|päätty\w+|sulkeutu\w+|stäng\w+|slutar|closes)\b",
    re.IGNORECASE,
)
DEADLINE = re.compile(
    r"(?<!\w)(?:määräai\w+|viimeinen\s+(?:haku|jättö)päivä|hakuai\w+|sista\s+ansökningsdag|ansökningstid\w*|tidsfrist\w*"
    r"|deadline\w*|application\s+period)(?!\w)",
    re.IGNORECASE,
)
"""Nouns that need no other word to tell that a call is meant."""
