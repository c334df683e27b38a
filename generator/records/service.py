"""A service: something that may break."""

from pydantic import Field

from generator.records.kind import Kind
from generator.records.part import Part
from generator.records.record import Row
from generator.records.refs import PersonRef, ServiceRef
from generator.records.scalars import Count, Link, Prose, Words


class NamedLink(Part):
    """An address with its title."""

    title: Words = Field(examples=["Errors"])
    """What is there."""
    url: Link = Field(examples=["https://grafana.example.com/d/checkout"])
    """The address."""


class Service(Row):
    """Who owns it, how much it matters, and what it needs."""

    name: Words = Field(examples=["Checkout"])
    """What people call it."""
    summary: Prose | None = Field(default=None, examples=["Takes orders and hands them to the payment provider."])
    """What it does."""
    owner: PersonRef | None = None
    """Who looks after it."""
    tier: Count | None = None
    """How much it matters, 1 being most."""
    depends_on: tuple[ServiceRef, ...] = ()
    """The services that it needs."""
    dashboards: tuple[NamedLink, ...] = ()
    """Where to look at it."""

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name


SERVICE = Kind("service", "Services", Service, file="services", many=True)
