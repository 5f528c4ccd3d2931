package dev.millrace.web.security;

import dev.millrace.people.Permission;
import dev.millrace.people.Role;
import dev.millrace.people.SignedIn;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A person with a session, as Spring Security wants to see them: the permissions of their role are the authorities. */
final class PersonSignIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1;
    private static final Map<Role, List<GrantedAuthority>> AUTHORITIES = authorities();

    private final transient SignedIn who;

    PersonSignIn(SignedIn who) {
        super(AUTHORITIES.getOrDefault(who.role(), List.of()));
        this.who = who;
        super.setAuthenticated(true);
    }

    @Override
    public SignedIn getPrincipal() {
        return who;
    }

    @Override
    public String getName() {
        return who.id().toString();
    }

    @Override
    public String getCredentials() {
        return "";
    }

    private static Map<Role, List<GrantedAuthority>> authorities() {
        var all = new EnumMap<Role, List<GrantedAuthority>>(Role.class);
        for (var role : Role.values()) {
            all.put(
                    role,
                    Arrays.stream(Permission.values())
                            .filter(role::may)
                            .<GrantedAuthority>map(permission -> new SimpleGrantedAuthority(permission.name()))
                            .toList());
        }
        return all;
    }
}
