from ingest.metadata import gather, resolve


def test_the_edition_that_is_replaced_may_be_named_by_its_file() -> None:
    assert gather([{"supersedes": "guides/opas-2023.pdf"}]) == {"supersedes": "guides/opas-2023.pdf"}
    assert resolve("guides/opas-2023.pdf", "corpus/guides/opas-2025.docx") == "corpus/guides/opas-2023.pdf"
