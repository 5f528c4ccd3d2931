package dev.millrace.mail;

import dev.millrace.kernel.Refusal.Invalid;
import java.net.URI;

/** What a provider wants to see before it hands out the next access token (OAuth 2, the refresh token grant). */
public record Renewal(URI tokenUri, String clientId, String clientSecret, String refreshToken) {

    public Renewal {
        var local = "localhost".equals(tokenUri.getHost()) || "127.0.0.1".equals(tokenUri.getHost());
        if (!"https".equals(tokenUri.getScheme()) && !local) {
            throw new Invalid("tokenUri", "The address tokens are renewed at must begin with https://");
        }
    }

    @Override
    public String toString() {
        return "Renewal[" + tokenUri + "]";
    }
}
