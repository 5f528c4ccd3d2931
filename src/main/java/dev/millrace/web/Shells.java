package dev.millrace.web;

import dev.millrace.kernel.Settings;
import dev.millrace.people.Customer;
import dev.millrace.people.House;
import dev.millrace.people.Presences;
import dev.millrace.people.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Gives every page its {@link Shell} and its {@link Texts}, as {@code shell} and {@code t}. */
@ControllerAdvice("dev.millrace.web")
class Shells {

    private final Clock clock;
    private final Settings settings;
    private final ObjectProvider<Sidebar> sidebar;
    private final ObjectProvider<Unread> unread;
    private final Presences presences;
    private final Reception reception;

    Shells(
            Clock clock,
            Settings settings,
            ObjectProvider<Sidebar> sidebar,
            ObjectProvider<Unread> unread,
            Presences presences,
            Reception reception) {
        this.clock = clock;
        this.settings = settings;
        this.sidebar = sidebar;
        this.unread = unread;
        this.presences = presences;
        this.reception = reception;
    }

    @ModelAttribute("shell")
    Shell shell(HttpServletRequest request) {
        var viewer = viewer();
        var customer = principal() instanceof Customer one ? one : null;
        var look = Look.of(request, viewer);
        return new Shell(
                texts(request, look),
                viewer,
                customer,
                Reception.isNewcomer(request, viewer, customer),
                request.getRequestURI(),
                look,
                () -> csrf(request),
                sidebar.getIfAvailable(),
                unread.getIfAvailable(),
                presences,
                reception,
                settings.get(Brand.SETTING).of(settings.get(House.KEY)),
                Flash.in(RequestContextUtils.getInputFlashMap(request)));
    }

    @ModelAttribute("t")
    Texts texts(HttpServletRequest request) {
        return texts(request, Look.of(request, viewer()));
    }

    private Texts texts(HttpServletRequest request, Look look) {
        return new Texts(
                Texts.locale(request),
                look.zone() == null ? settings.get(House.KEY).timeZone() : look.zone(),
                clock);
    }

    private static @Nullable SignedIn viewer() {
        return principal() instanceof SignedIn viewer ? viewer : null;
    }

    private static @Nullable Object principal() {
        var signIn = SecurityContextHolder.getContext().getAuthentication();
        return signIn == null ? null : signIn.getPrincipal();
    }

    /** Read only where a page has a form: reading it starts a session. */
    private static String csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }
}
