package dev.millrace.web.styleguide;

import dev.millrace.kernel.Ids;
import dev.millrace.people.Agent;
import dev.millrace.people.PersonId;
import dev.millrace.people.Role;
import dev.millrace.people.SignedIn;
import dev.millrace.web.Brand;
import dev.millrace.web.JteViews;
import dev.millrace.web.Look;
import dev.millrace.web.Shell;
import dev.millrace.web.Sidebar;
import dev.millrace.web.Texts;
import gg.jte.output.StringOutput;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The pages of the styleguide as a browser would get them, without an application behind. */
final class Sample {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private Sample() {}

    static String html(String name, Agent.Theme theme) {
        return html(name, theme, Locale.ENGLISH);
    }

    static String html(String name, Agent.Theme theme, Locale locale) {
        var html = new StringOutput();
        JteViews.ENGINE.render("styleguide/" + name + ".jte", model(theme, locale), html);
        return html.toString();
    }

    private static Map<String, Object> model(Agent.Theme theme, Locale locale) {
        var texts = new Texts(locale, ZoneOffset.UTC, Clock.fixed(NOW, ZoneOffset.UTC));
        var grace = new SignedIn(
                new PersonId(Ids.next()),
                "Grace Okafor",
                "grace@kettle.example",
                Role.OWNER,
                Set.of(),
                theme,
                Agent.Density.COMFORTABLE);
        var shell = new Shell(
                texts,
                grace,
                null,
                false,
                "/inbox/unsolved",
                new Look(theme, Agent.Density.COMFORTABLE, false, false, null),
                () -> "token",
                new MorningViews(),
                _ -> 3,
                null,
                null,
                new Brand("Kettle & Co.", "#7a3b12", null),
                null);
        return Map.of("shell", shell, "t", texts, "samples", new Samples(NOW));
    }

    private static final class MorningViews implements Sidebar {
        @Override
        public List<View> views(SignedIn viewer, Texts t) {
            return List.of(
                    new View("Mine", "/inbox/mine", "user", 7L, false),
                    new View("Unassigned", "/inbox/unassigned", "inbox", 12L, false),
                    new View("All unsolved", "/inbox/unsolved", "layers", 100L, true),
                    new View("Billing", "/inbox/billing", "folder", 9L, false),
                    new View("Snoozed", "/inbox/snoozed", "alarm-clock", null, false),
                    new View("Solved", "/inbox/solved", "circle-check", null, false));
        }
    }
}
