package dev.millrace.web.security;

import dev.millrace.people.Customer;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A customer with a session, as Spring Security wants to see them: without a role, and with one authority that is no {@code Permission}. */
final class CustomerSignIn extends AbstractAuthenticationToken {

    static final String OWN_TICKETS = "OWN_TICKETS";

    private static final long serialVersionUID = 1;

    private final transient Customer who;

    CustomerSignIn(Customer who) {
        super(List.of(new SimpleGrantedAuthority(OWN_TICKETS)));
        this.who = who;
        super.setAuthenticated(true);
    }

    @Override
    public Customer getPrincipal() {
        return who;
    }

    @Override
    public String getName() {
        return "customer:" + who.id();
    }

    @Override
    public String getCredentials() {
        return "";
    }
}
