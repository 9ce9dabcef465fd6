"""The portal's council as OParl 1.1, below /oparl/v1.1/. See docs/oparl.md."""
