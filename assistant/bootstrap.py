"""The only place that chooses which parts are put together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from assistant.analysis import Analyser
from assistant.answering.asked_forms import telling_first
from assistant.answering.asked_place import AskedPlace
from assistant.answering.assistant import Assistant, FollowUp, in_turn
from assistant.answering.calls.answers import answer_calls
from assistant.answering.calls.eligibility import answer_eligibility
from assistant.answering.catalogue.answers import answer_catalogue
from assistant.answering.catalogue.follow_up import continue_catalogue
from assistant.answering.coming.answers import answer_coming, only_nearly
from assistant.answering.coming.occasions import Occasions
from assistant.answering.composer import Composer
from assistant.answering.conversation.clarify import ask_which_call
from assistant.answering.conversation.conversations import Conversations
from assistant.answering.conversation.exchange import Exchange
from assistant.answering.conversation.follow_up import resolve
from assistant.answering.conversation.store import StoredConversations
from assistant.answering.editions import EditionSuggestions, NewestEdition
from assistant.answering.practice_topics import Topics
from assistant.answering.practices import answer_practices
from assistant.answering.quotations.extractive import ExtractiveComposer
from assistant.answering.quotations.reading import SentenceReader
from assistant.answering.quotations.telling import Telling
from assistant.answering.quotations.whole_tables import WholeTables
from assistant.answering.routing import Route
from assistant.calls.clock import Clock, helsinki_now
from assistant.calls.record import Call
from assistant.documents import DocumentKind
from assistant.embedding import Embedder, make_embedder
from assistant.index.library import Library
from assistant.index.rebuild import rebuild
from assistant.retrieval.glossary import Glossary, read
from assistant.retrieval.reranking import Reranker, make_reranker
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings


def build_library(settings: Settings, *, embedder: Embedder | None = None, analyser: Analyser | None = None) -> Library:
    """The library in `settings.data_dir`.

    Args:
        settings: Which folder and which model.
        embedder: In place of the one that the settings name.
        analyser: In place of our own.

    Raises:
        PermanentError: See `Library.open`.
    """
    return Library.open(settings, embedder or make_embedder(settings.embedding_model), analyser or Analyser())


def rebuild_library(
    settings: Settings, *, embedder: Embedder | None = None, analyser: Analyser | None = None
) -> Library:
    """The library in `settings.data_dir`, made anew for the model that the settings name; see `rebuild`."""
    return rebuild(settings, embedder or make_embedder(settings.embedding_model), analyser or Analyser())


def build_retriever(
    library: Library, *, reranker: Reranker | None = None, glossary: Glossary | None = None
) -> Retriever:
    """A retriever that reads `library` with the model and analysis that wrote it.

    Args:
        library: Where to look.
        reranker: Looks at the first passages again, in place of our own code.
        glossary: In place of one of its own.
    """
    glossary = glossary or Glossary(read(), library.analyser)
    second_look = reranker or SentenceReader()
    return Retriever(library, library.embedder, library.analyser, glossary=glossary, reranker=second_look)


def build_conversations(settings: Settings) -> Conversations:
    """Where the web service keeps conversations: a file in `settings.data_dir`."""
    return StoredConversations(settings.data_dir, timedelta(hours=settings.conversation_hours))


def build_writer(settings: Settings, library: Library, rules: FollowUp) -> tuple[Composer, FollowUp]:
    """What writes answers and makes follow-ups whole: a language model when the settings name one, else our own code.

    Args:
        settings: Which model, and what it may take.
        library: Whose analysis and embedding model check what the model writes.
        rules: Make follow-ups whole without it.

    Raises:
        PermanentError: See `make_chat_model`.
    """
    if settings.llm_model is None:
        return ExtractiveComposer(), rules
    from assistant.answering.prose.budget import Allowance, Budget  # noqa: PLC0415 - only when a model is wanted
    from assistant.answering.prose.chat_model import make_chat_model  # noqa: PLC0415
    from assistant.answering.prose.generative import GenerativeComposer, Model  # noqa: PLC0415
    from assistant.answering.prose.grounding import Grounding  # noqa: PLC0415
    from assistant.answering.prose.rewriting import Rewriter  # noqa: PLC0415

    chat = make_chat_model(settings)
    model = Model(chat, settings.llm_model, settings.llm_timeout_seconds, settings.llm_max_tokens)
    allowance = Allowance(settings.llm_daily_tokens, settings.llm_daily_cost, settings.llm_prices or (0.0, 0.0))
    budget = Budget(settings.data_dir, allowance)
    grounding = Grounding(library.analyser, library.embedder)
    composer = GenerativeComposer(model, grounding, budget, ExtractiveComposer())
    return composer, Rewriter(model, budget, rules)


def build_follow_up(library: Library) -> FollowUp:
    """Makes follow-ups whole by rules."""

    def call_title(document_id: str) -> str | None:
        document = library.document(document_id)
        about_a_call = document is not None and document.kind in (DocumentKind.CALL, DocumentKind.ANNOUNCEMENT)
        return document.title if document is not None and about_a_call else None

    def whole(text: str, language: str, history: Sequence[Exchange]) -> str | None:
        counted = continue_catalogue(text, language, history, library.analyser)
        return counted or resolve(text, language, history, library.analyser, call_title)

    return whole


def build_routes(
    retriever: Retriever, occasions: Occasions, topics: Topics, clock: Clock = helsinki_now
) -> tuple[Route, ...]:
    """The kinds of question that are answered in a way of their own, in the order that they are tried in.

    Args:
        retriever: Finds what there is to answer from, in its library.
        occasions: Know what texts name.
        topics: Know what practices are on.
        clock: Tells which calls are open, and what is to come.
    """
    library = retriever.library

    def calls() -> list[Call]:
        return [stored.call for stored in library.calls()]

    return (
        answer_eligibility(library, clock, library.analyser),
        answer_calls(library, clock, library.analyser),
        ask_which_call(calls, clock, library.analyser),
        answer_coming(retriever, library, occasions, clock),
        answer_catalogue(library, library.analyser),
        answer_practices(retriever, library, library.analyser, topics),
    )


def build_assistant(
    settings: Settings,
    *,
    library: Library | None = None,
    composer: Composer | None = None,
    clock: Clock = helsinki_now,
) -> Assistant:
    """The assistant over the library in `settings.data_dir`, answering with exact quotations unless a model is set.

    Args:
        settings: Which folder, which model, how long a question may be.
        library: In place of the one in the folder.
        composer: In place of the one that the settings choose.
        clock: Tells which calls are open, and what is to come.

    Raises:
        PermanentError: See `Library.open` and `build_writer`.
    """
    reranker = make_reranker(settings.reranker_model)
    library = library or build_library(settings)
    analyser, concepts = library.analyser, read()
    glossary = Glossary(concepts, analyser)
    occasions = Occasions(glossary, concepts, analyser)
    retriever = build_retriever(library, reranker=reranker, glossary=glossary)
    writer, follow_up = build_writer(settings, library, build_follow_up(library))
    return Assistant(
        retriever,
        composer or writer,
        max_question_chars=settings.max_question_chars,
        routes=build_routes(retriever, occasions, Topics(glossary, concepts, analyser), clock),
        follow_up=follow_up,
        suggest=EditionSuggestions(retriever),
        prefer=in_turn(
            NewestEdition(retriever),
            AskedPlace(analyser),
            telling_first,
            only_nearly(occasions),
            WholeTables(library.chunks),
        ),
        told=Telling(analyser),
    )
