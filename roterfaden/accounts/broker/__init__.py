"""Login through a broker of OpenID Connect: proof that somebody lives here, without keeping who they are."""
