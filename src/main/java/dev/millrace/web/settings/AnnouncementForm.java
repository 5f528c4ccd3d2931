package dev.millrace.web.settings;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.notices.Announcement;
import dev.millrace.notices.Announcement.Audience;
import dev.millrace.notices.Announcement.Text;
import dev.millrace.web.Texts;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An announcement as it is filled in; its times are the reader's. */
public record AnnouncementForm(
        @Nullable String title,
        @Nullable String body,
        @Nullable String audience,
        @Nullable Boolean banner,
        @Nullable String from,
        @Nullable String until) {

    static AnnouncementForm blank(Texts t, Instant now) {
        return new AnnouncementForm("", "", Audience.EVERYONE.word(), true, typed(now, t), "");
    }

    static AnnouncementForm of(Announcement one, Texts t) {
        return new AnnouncementForm(
                one.title(),
                one.body(),
                one.audience().word(),
                one.banner(),
                typed(one.from(), t),
                one.bannerUntil() == null ? "" : typed(one.bannerUntil(), t));
    }

    Text text(Texts t) {
        var begins = at("from", from, t);
        if (begins == null) {
            throw new Invalid("from", t.of("announcements.from.missing"));
        }
        return new Text(
                Objects.requireNonNullElse(title, ""),
                Objects.requireNonNullElse(body, ""),
                Audience.of(Objects.requireNonNullElse(audience, "")),
                Boolean.TRUE.equals(banner),
                begins,
                at("until", until, t));
    }

    private static @Nullable Instant at(String field, @Nullable String typed, Texts t) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(typed.strip()).atZone(t.zone()).toInstant();
        } catch (DateTimeParseException _) {
            throw new Invalid(field, t.of("announcements.time.wrong"));
        }
    }

    private static String typed(Instant at, Texts t) {
        return at.atZone(t.zone())
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }
}
