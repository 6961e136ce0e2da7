"""The retriever for LangChain programs."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.documents import Filters, SearchResult
from assistant.retrieval.retriever import Retriever


class AssistantRetriever(BaseRetriever):
    """Searches the library as LangChain's `BaseRetriever`.

    Attributes:
        retriever: Ours.
        filters: What every search is narrowed to.
        limit: How many passages at most.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    filters: Filters = Filters()
    limit: int = 10

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain passes it by name
    ) -> list[Document]:
        results = self.retriever.search(query, self.filters, self.limit).results
        return [_to_langchain(result) for result in results]


def _to_langchain(result: SearchResult) -> Document:
    document, chunk = result.document, result.chunk
    return Document(
        id=chunk.id,
        page_content=chunk.text,
        metadata={
            "document_id": document.id,
            "title": document.title,
            "uri": document.uri,
            "kind": document.kind.value,
            "language": document.language,
            "published": document.published.isoformat() if document.published else None,
            "page": chunk.page,
            "headings": list(chunk.headings),
            "score": result.score,
        },
    )
