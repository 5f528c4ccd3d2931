package dev.millrace.web;

import dev.millrace.kernel.Settings;
import dev.millrace.people.House;
import dev.millrace.people.Presences;
import dev.millrace.people.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Collections;
import java.util.Locale;
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

    Shells(
            Clock clock,
            Settings settings,
            ObjectProvider<Sidebar> sidebar,
            ObjectProvider<Unread> unread,
            Presences presences) {
        this.clock = clock;
        this.settings = settings;
        this.sidebar = sidebar;
        this.unread = unread;
        this.presences = presences;
    }

    @ModelAttribute("shell")
    Shell shell(HttpServletRequest request) {
        var viewer = viewer();
        var look = Look.of(request, viewer);
        return new Shell(
                texts(request, look),
                viewer,
                request.getRequestURI(),
                look,
                () -> csrf(request),
                sidebar.getIfAvailable(),
                unread.getIfAvailable(),
                presences,
                settings.get(Brand.SETTING).of(settings.get(House.KEY)),
                Flash.in(RequestContextUtils.getInputFlashMap(request)));
    }

    @ModelAttribute("t")
    Texts texts(HttpServletRequest request) {
        return texts(request, Look.of(request, viewer()));
    }

    private Texts texts(HttpServletRequest request, Look look) {
        var locale = Collections.list(request.getLocales()).stream()
                .filter(wish -> Messages.languages().contains(wish.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH);
        return new Texts(locale, look.zone() == null ? settings.get(House.KEY).timeZone() : look.zone(), clock);
    }

    private static @Nullable SignedIn viewer() {
        var signIn = SecurityContextHolder.getContext().getAuthentication();
        return signIn != null && signIn.getPrincipal() instanceof SignedIn viewer ? viewer : null;
    }

    /** Read only where a page has a form: reading it starts a session. */
    private static String csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }
}
