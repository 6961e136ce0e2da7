"""The only place that chooses which parts are put together."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from assistant.analysis import Analyser
from assistant.answering.assistant import Assistant
from assistant.answering.composer import Composer
from assistant.answering.conversation_store import StoredConversations
from assistant.answering.conversations import Conversations
from assistant.answering.extractive import ExtractiveComposer
from assistant.answering.follow_up import resolve
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


def build_retriever(library: Library, *, reranker: Reranker | None = None) -> Retriever:
    """A retriever that reads `library` with the model and analysis that wrote it.

    Args:
        library: Where to look.
        reranker: Looks at the first passages again.
    """
    glossary = Glossary(read(), library.analyser)
    return Retriever(library, library.embedder, library.analyser, glossary=glossary, reranker=reranker)


def build_conversations(settings: Settings) -> Conversations:
    """Where the web service keeps conversations: a file in `settings.data_dir`."""
    return StoredConversations(settings.data_dir, timedelta(hours=settings.conversation_hours))


def build_assistant(
    settings: Settings, *, library: Library | None = None, composer: Composer | None = None
) -> Assistant:
    """The assistant over the library in `settings.data_dir`, answering with exact quotations.

    Args:
        settings: Which folder, which model, how long a question may be.
        library: In place of the one in the folder.
        composer: In place of the one that quotes.

    Raises:
        PermanentError: See `Library.open`.
    """
    reranker = make_reranker(settings.reranker_model)
    retriever = build_retriever(library or build_library(settings), reranker=reranker)
    return Assistant(
        retriever,
        composer or ExtractiveComposer(),
        max_question_chars=settings.max_question_chars,
        routes=(),  # in the order that they are tried in
        follow_up=partial(resolve, analyser=retriever.library.analyser),
    )
