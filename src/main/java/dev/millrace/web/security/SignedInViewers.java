package dev.millrace.web.security;

import dev.millrace.people.SignedIn;
import dev.millrace.web.Viewer;
import dev.millrace.web.Viewers;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Tells the frame of a page whose page it is. */
@Component
class SignedInViewers implements Viewers {

    @Override
    public Optional<Viewer> of(Authentication signIn) {
        return signIn.getPrincipal() instanceof SignedIn me
                ? Optional.of(new Viewer(me.id().value(), me.name(), me.role().word()))
                : Optional.empty();
    }
}
