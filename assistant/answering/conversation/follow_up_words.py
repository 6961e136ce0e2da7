"""The words by which a follow-up is known, in the seven languages. Finnish ones are lemmas, others as they are written.

One entry a word, parted by white space; a phrase of several words is written with underscores.
"""

from __future__ import annotations

# What a follow-up begins with: "Entä Pirkanmaalla?", "And in 2025?", "What about Lapland?"
OPENINGS = {
    "fi": (
        "entä entäs entäpä entäpäs mites_sitten ja_entä mitenkä_sitten kiitos_entä ok_entä okei_entä selvä_entä "
        "no_entä ja_sitten ja"
    ),
    "sv": (
        "och hur_är_det_med hur_är_det hur_ser_det_ut vad_gäller och_hur_är_det_med men och_då hur_blir_det "
        "tack_och ok_och"
    ),
    "en": (
        "and what_about how_about and_what_about and_how_about but_what_about what_of thanks_and ok_and okay_and "
        "thanks_what_about ok_what_about"
    ),
    "et": "aga kuidas_on_lood ja aga_kuidas_on_lood",
    "ru": "а а_как_насчёт а_как_насчет как_насчёт как_насчет а_что_насчёт а_что_насчет и",
    "uk": "а а_як_щодо як_щодо а_що_щодо і й а_як_щодо",
    "ar": "وماذا_عن ماذا_عن وما_عن وفي وكم ومتى و",
}

# Words that stand for what was spoken of before, whatever else the question speaks of.
PRONOUNS = {
    "fi": "se ne hän he siellä sieltä sinne",
    "sv": "den dem dit därifrån den_där",
    "en": "it they them that_one this_one those_ones there",
    "et": "selle sellest sellele seda sellel sellesse selles nende neid nendele sellega seal sinna",
    "ru": "он она оно они его её ее их ему ей им нему ней них нём нем него неё нее там туда",
    "uk": "він вона воно вони його її їх йому їй їм ньому ній них нього неї там туди",
    "ar": "فيها فيه منها منه لها له عنها عنه إليها إليه بها به عليها عليه هناك",
}

# Words that do so when the question speaks of nothing else: "Hur mycket kostar det?", but "Är det möjligt att …?".
WEAK_PRONOUNS = {
    "fi": "tämä tuo nämä nuo täällä tuolla",
    "sv": "det dess deras denna detta dessa där de",
    "en": "its their this that these those",
    "et": "see need ta tema nad siin",
    "ru": "это этого этот этом этой эта эти тут здесь",
    "uk": "це цього цьому цей ця ці тут",
    "ar": "هو هي هم هذا هذه ذلك تلك",
}

# Kinds of thing: "that call", "se hanke" is the one that was spoken of before.
GENERIC = {
    "fi": (
        "haku hanke projekti tapahtuma tilaisuus webinaari käytäntö malli toimintamalli opas kysely mittaus "
        "raportti asiakirja päivä päivät"
    ),
    "sv": (
        "utlysning utlysningen projekt projektet evenemang evenemanget webbinarium webbinariet praxis modell "
        "modellen guide guiden enkät enkäten mätning mätningen rapport rapporten dag dagen"
    ),
    "en": "call project event webinar practice model guide survey measurement report one document day",
    "et": "taotlusvoor projekt üritus veebinar tava mudel juhend küsitlus mõõtmine aruanne päev",
    "ru": (
        "конкурс конкурса конкурсе проект проекта проекте мероприятие вебинар практика модель руководство опрос отчёт"
    ),
    "uk": "конкурс конкурсу конкурсі проєкт проєкту проєкті захід вебінар практика модель посібник опитування звіт",
    "ar": "الدعوة المشروع الفعالية الندوة الممارسة النموذج الدليل الاستبيان القياس التقرير",
}

# Calls for applications: what can be asked of one without naming it.
CALLS = {
    "fi": "haku hakuilmoitus",
    "sv": "utlysning utlysningen",
    "en": "call funding",
    "et": "taotlusvoor",
    "ru": "конкурс конкурса конкурсе",
    "uk": "конкурс конкурсу конкурсі",
    "ar": "الدعوة دعوة تمويل",
}
CALL_ATTRIBUTES = {
    "fi": ("tuki raha rahoitus euro summa omarahoitus hakija hakemus alku loppu kunta yritys yhdistys säätiö järjestö"),
    "sv": (
        "stöd stödet pengar finansiering summa belopp ansökan kommun kommuner företag förening föreningar "
        "stiftelse stiftelser"
    ),
    "en": (
        "support money funding grant amount application municipality municipalities company companies association "
        "associations foundation foundations"
    ),
    "et": "toetus toetust raha summa taotlus vald ettevõte ühing",
    "ru": "поддержка поддержки деньги денег сумма заявка заявку компания компании",
    "uk": "підтримка підтримки гроші грошей сума заявка заявку компанія компанії",
    "ar": "الدعم دعم المال المبلغ الطلب شركة شركات البلديات",
}

# Question words; a question that is nothing else takes all the rest from the one before.
QUESTION_WORDS = {
    "fi": (
        "mikä kuka milloin koska miksi miten missä mistä mihin minne kuinka montako paljonko kauanko moni monta "
        "monesko kumpi millainen minkälainen monelta monestako mones kuinka_monta kuinka_paljon kuinka_kauan"
    ),
    "sv": "när vad vem vilka vilken vilket hur var varför vart vems varifrån hur_många hur_mycket hur_länge",
    "en": "when what who which where why how whose whom how_many how_much how_long",
    "et": "millal mis mida kes kus kuhu kust kuidas miks mitu kui_palju kui_kaua mille milline kellele",
    "ru": "когда кто что где куда откуда почему как сколько какой какая какое какие чей зачем",
    "uk": "коли хто що де куди звідки чому як скільки який яка яке які чий навіщо",
    "ar": "متى من ما ماذا أين كم كيف لماذا أي هل",
}

# Things that something else has: a question about one of them alone is about what was spoken of before.
ATTRIBUTES = {
    "fi": (
        "omarahoitus omarahoitusosuus tukiprosentti tukiosuus budjetti tulos määräaika hakuaika päättymispäivä "
        "alkamispäivä osallistuja henkilö osallistujamäärä ilmoittautuminen ilmoittautumisaika aihe paikka hinta kesto "
        "pituus aikataulu yhteystieto osoite järjestäjä toteuttaja kohderyhmä tavoite rahoittaja vähimmäissumma "
        "enimmäissumma osuus määrä prosentti kustannus alku loppu päivä aika vastaaja vastausprosentti "
        "vastausaika alue maakunta lisätieto"
    ),
    "sv": (
        "egenfinansiering egenfinansieringen stödprocent budget budgeten resultat resultatet deadline "
        "ansökningstid ansökningstiden deltagare deltagarna anmälan tema temat plats platsen pris priset längd "
        "målgrupp kontaktuppgifter personer andel procent svarsprocent svarsprocenten mål målet"
    ),
    "en": (
        "deadline budget result results self-financing contribution own rate percentage share participants "
        "participant registration topic theme place price length duration contact details people target group aim goal "
        "response"
    ),
    "et": (
        "omafinantseering eelarve tulemus tähtaeg osalejad osalejat osalejaid registreerimine teema koht hind "
        "kestus sihtrühm eesmärk"
    ),
    "ru": (
        "бюджет результат срок сроки участники участников регистрация тема место цена продолжительность доля "
        "процент цель софинансирование"
    ),
    "uk": (
        "бюджет результат термін учасники учасників реєстрація тема місце ціна тривалість частка відсоток мета "
        "співфінансування"
    ),
    "ar": "الميزانية النتيجة الموعد المشاركين المشاركون التسجيل الموضوع المكان السعر المدة النسبة الهدف",
}

# What is said of a topic, and so is no part of it. (Finnish verbs are known from the lexicon.)
PREDICATES = {
    "fi": (
        "pitkä suuri iso laaja pian nopea nopeasti usein kallis auki kiinni avoin alin ylin paras yhteensä uusi "
        "uusin viimeinen seuraava"
    ),
    "sv": (
        "ryms vara är var_det blir öppen öppna öppet slut slutar går ut börjar öppnar stänger ordnas ordnar kostar "
        "kostade varar tar pågår hålls deltog deltar söka sökas ansöka användas lämnas gäller heter betyder "
        "belönades ingår stödjer "
        "delta anmäla anmäler anmälde sig man få får fick gå göra gör använder används hitta "
        "hittar innehåller ha hade betala betalar komma kommer ordnades ordnade leder ledde "
        "minskade ökade steg stängs drogs gjordes svarade långa lång stor stora mycket "
        "många länge"
    ),
    "en": (
        "be used open opens close closes closed end ends ended start starts started begin begins cost costs last "
        "lasts take takes took place held hold organise organises organize organizes apply run runs get gets got "
        "go goes support supports participate participated attend attended mean means award awarded issued issue "
        "carry carried due long big large answered responded improve improved take_place"
    ),
    "et": (
        "avatud lõpeb lõpevad algab algavad avaneb kestab toimub toimuvad maksab korraldab osaleda osales "
        "taotleda vähenesid pikk suur"
    ),
    "ru": (
        "такое открыт открыта открывается закрывается заканчивается начинается длится стоит проходит проходят "
        "проводится проводит участвовало участвовать подать получить выдал выдано означает долго триває"
    ),
    "uk": (
        "таке відкрито відкривається закривається закінчується починається триває коштує відбувається проводиться "
        "проводить брало подати отримати видав видано означає довго"
    ),
    "ar": "ينتهي تنتهي يبدأ تبدأ يفتح تفتح تستغرق يستغرق تعقد يعقد ينظم تنظم شارك يكلف تكلف",
}

# After these comes the verb, whether a list has it or not: "Vem driver projektet?", "Who runs it?"
BEFORE_VERBS = {
    "sv": frozenset("vem när var varför vart".split()),
    "en": frozenset(["who"]),
}

# What says what may or must be done, by everybody: such a question on "a project" is about no one project.
NORMS = frozenset(
    "saada pitää täytyä voida kannattaa must should may can could får ska skall måste bör kan tohib peab võib".split()
)

# That one is part of what was spoken of: "Montako työpaikkaa on mukana?"
TAKING_PART = frozenset(["mukana", "involved", "inblandade"])

# Words that hold a noun phrase together without belonging to it: "the call on work ability".
LINKS = {
    "fi": "ja",
    "sv": "om för i på av till och en ett den det de vid med",
    "en": "of on for in at to with and the a an",
    "et": "ja",
    "ru": "по на в во о об для и с",
    "uk": "з на в у про для і й",
    "ar": "في من عن على إلى",
}

# "Which": the noun after it is what is asked for, not what is spoken of.
WHICH = frozenset(
    "mikä mitkä kumpi millainen vilken vilket vilka which what mis milline "
    "какой какая какое какие який яка яке які".split()
)

# What joins two clauses: a pronoun after it stands for something in the first.
CONJUNCTIONS = frozenset("ja och and ja и і й و".split())

# "Why" asks of the whole question before it.
WHY = frozenset(["miksi", "varför", "why", "miks", "почему", "зачем", "чому", "навіщо", "لماذا"])

# What compares with all others, as patterns of single words. (Finnish ones are known from the lexicon, save these.)
SUPERLATIVES = {
    "fi": r"eniten|vähiten|enin|parhaiten|pahiten|ylin|alin|viimeksi",
    "sv": (
        r"(?:mest|minst|flest|färst|högst|lägst|störst|bäst|sämst|värst|längst|kortast|nyast|äldst|senast|tidigast"
        r"|svårast|lättast|enklast|dyrast|billigast|populärast|vanligast|ovanligast|snabbast|långsammast)[ae]?"
    ),
    "en": (
        r"most|least|fewest|best|worst|(?:high|low|large|bigg|small|great|long|short|new|old|lat|earli|hard|easi|fast"
        r"|slow|quick|cheap|strong|weak|young|rar|common)est"
    ),
    "et": (
        r"(?:enim|vähim|suurim|väikseim|väiksem|kõrgeim|madalaim|parim|halvim|pikim|lühim|raskeim)(?:a|ad|al|as)?"
        r"|kõige"
    ),
    "ru": r"наи\w+|сам(?:ый|ая|ое|ые|ого|ой|ому|ом|ым|ых|ую)",
    "uk": r"най\w+",
    "ar": r"(?:ال)?(?:أكثر|أقل|أعلى|أدنى|أكبر|أصغر|أطول|أقصر)",
}

# Which of them: "the second highest", "toiseksi paras".
ORDINALS = frozenset(
    "toinen kolmas neljäs second third next näst andra tredje teine teiseks второй вторая третий другий друга третій "
    "الثاني الثالث".split()
)

# The Finnish case that says what a preposition says: "in education" takes the place of "rakentamisessa".
CASE_OF_PREPOSITION = {
    **dict.fromkeys("in inom i på at on within в у на во in_the في".split(), "ine"),
    **dict.fromkeys("from från из с з від من".split(), "ela"),
    **dict.fromkeys("of av för for для".split(), "gen"),
    **dict.fromkeys("to till into до إلى".split(), "ill"),
}

# What asks for an amount.
AMOUNTS = frozenset("paljonko paljon much mycket palju сколько скільки كم".split())
# Who gets the money of a call: "Paljonko yksi hanke voi saada?" after a question on a call is about that call.
RECIPIENTS = frozenset(
    "hanke projekti projekt projektet project projects проект проекта проєкт проєкту المشروع مشروع one".split()
)

# A year told by the one that was spoken of before.
YEAR_BEFORE = (
    r"edellisenä vuonna|edellisvuonna|vuotta aiemmin|vuotta aikaisemmin|the year before|(?:in )?the previous year"
    r"|året innan|året före|föregående år|eelmisel aastal|в предыдущем году|годом раньше|попереднього року|рік тому"
)
YEAR_AFTER = r"seuraavana vuonna|vuotta myöhemmin|the year after|(?:in )?the next year|året efter|järgmisel aastal"

# What is asked of a call that is still to come.
OPENING_VERBS = frozenset(
    "avautua aueta alkaa öppnar öppna börjar open opens start starts begin begins avaneb algab "
    "откроется открывается начинается відкривається починається تفتح تبدأ".split()
)

# What asks of a way or a reason, to which no day is an answer.
HOW = WHY | frozenset("miten kuinka hur how kuidas как як كيف".split())

# How the next of something is asked for.
NEXT = {
    "fi": r"\bseuraava(?:t|n|a|ksi)?\b",
    "sv": r"\bnästa\b|\bnästkommande\b",
    "en": r"\b(?:next|upcoming)\b",
    "et": r"\bjärgmi(?:ne|sed|se|sel)\b",
    "ru": r"\b(?:следующ|ближайш)\w+",
    "uk": r"\b(?:наступн|найближч)\w+",
    "ar": r"(?:التالي|التالية|القادم|القادمة|المقبل|المقبلة)",
}

# How the one that is known ends, of the Swedish kinds of thing.
DEFINITE = ("ektet", "emanget", "inariet", "ellen", "uiden", "käten", "ningen", "orten", "agen")

# Pronouns whose place the topic can take as it is.
SUBJECTS = frozenset("se ne siihen sen it they den det de он она оно они він вона воно вони see ta".split())
ARTICLES = frozenset(["the", "a", "an", "den", "det", "de"])
YEAR_WORDS = frozenset("year år året aasta aastal год году года рік року році عام سنة".split())
PLACE_PRONOUNS = frozenset("siellä sieltä sinne dit där there seal sinna там туда туди هناك".split())
DETERMINERS = frozenset("den dem that_one selle seda nende neid его её их його її їх their its".split())

# Regions of Finland, and its parts, by themselves: "Pirkanmaalla?" is a follow-up, "hankekahvit" is not.
REGIONS = frozenset(
    """uusimaa varsinais-suomi satakunta kanta-häme pirkanmaa päijät-häme kymenlaakso etelä-karjala etelä-savo
    pohjois-savo pohjois-karjala keski-suomi etelä-pohjanmaa pohjanmaa keski-pohjanmaa pohjois-pohjanmaa kainuu lappi
    ahvenanmaa helsinki-uusimaa etelä-suomi länsi-suomi itä-suomi pohjois-suomi nyland egentliga_finland birkaland
    österbotten lappland åland kajanaland lapland ostrobothnia лапландия лапландии лапландії сатакунта
    لابلاند""".split()
)
