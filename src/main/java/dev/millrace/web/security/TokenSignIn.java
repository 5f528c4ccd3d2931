package dev.millrace.web.security;

import dev.millrace.people.ApiToken;
import dev.millrace.people.Scope;
import java.util.Arrays;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A program with a token, as Spring Security wants to see it: what its scopes allow are the authorities. */
final class TokenSignIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1;

    private final transient ApiToken token;

    TokenSignIn(ApiToken token) {
        super(Arrays.stream(Scope.values())
                .filter(token::may)
                .map(scope -> new SimpleGrantedAuthority(scope.name()))
                .toList());
        this.token = token;
        super.setAuthenticated(true);
    }

    @Override
    public ApiToken getPrincipal() {
        return token;
    }

    @Override
    public String getName() {
        return "token:" + token.id();
    }

    @Override
    public String getCredentials() {
        return "";
    }
}
