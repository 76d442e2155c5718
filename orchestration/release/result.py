"""How a publication or a rollback ended. Holds no behavior."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PublishResult:
    """How a publication ended.

    status: published, already_published, blocked or conflict. release_id: the release in question;
    None when blocked. reasons: one sentence each. chain_head: hash of the last entry of the chain,
    to be kept elsewhere as the anchor of `chain.verify_chain`.
    """

    status: str
    release_id: str | None
    reasons: tuple[str, ...]
    chain_head: str
