"""Contribute first, confirm the mail address afterwards: how people without an account take part.

In a view, beside the room's own form:

    signing = Signing(request, request.POST or None)      # mail address, name, consent, honeypot
    if form.is_valid() and signing.is_valid():
        taken = hand_in(request, signing, words, next_path=…)     # a contribution
        taken = act(request, signing, "support", {"contribution": 17}, next_path=…)     # anything else
        return redirect(taken.path)

In its template: `{% include "contributions/guests/signing.html" %}` within the form. Raises NotAllowed (say its
verdict) and TooMany (the middleware answers 429 and shows what was typed).

What shall happen once the address is confirmed is registered in the room's `apps.py`:

    @on_confirm("support", show=shown)
    def supported(claim: Claim, person: Person) -> None: …

It runs in the transaction of the confirmation, once; for people who are known already, at once with a claim that was
never saved. It may raise NotAllowed: the rules are asked again.
"""

from roterfaden.contributions.guests.claims import Confirmed, confirm_claim, expire_claims, open_claim
from roterfaden.contributions.guests.registry import Shown, on_confirm, on_expire
from roterfaden.contributions.guests.signing import Signing
from roterfaden.contributions.guests.ways import Taken, act, hand_in

__all__ = [
    "Confirmed",
    "Shown",
    "Signing",
    "Taken",
    "act",
    "confirm_claim",
    "expire_claims",
    "hand_in",
    "on_confirm",
    "on_expire",
    "open_claim",
]
