"""Accounts of the staff and of residents, and the people who take part."""

from roterfaden.accounts.models.consents import Consent
from roterfaden.accounts.models.limits import DailySalt, Tally
from roterfaden.accounts.models.organisations import Organisation, Speaker
from roterfaden.accounts.models.people import AgeBand, ErasedAs, Person
from roterfaden.accounts.models.user import User

__all__ = ["AgeBand", "Consent", "DailySalt", "ErasedAs", "Organisation", "Person", "Speaker", "Tally", "User"]
