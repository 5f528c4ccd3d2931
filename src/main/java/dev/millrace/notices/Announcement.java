package dev.millrace.notices;

import dev.millrace.kernel.Refusal.Invalid;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something the company tells its customers.
 *
 * @param body as Markdown
 * @param banner whether it stands on top of every page for customers, until {@code bannerUntil} if that is said
 * @param from when it begins to be shown
 * @param mailedAt when it was sent as a newsletter
 */
public record Announcement(
        UUID id,
        String title,
        String body,
        Audience audience,
        boolean banner,
        Instant from,
        @Nullable Instant bannerUntil,
        @Nullable Instant mailedAt) {

    public enum Audience {
        EVERYONE,
        /** Those who have signed in. */
        CUSTOMERS;

        public static Audience of(String word) {
            for (var one : values()) {
                if (one.word().equals(word)) {
                    return one;
                }
            }
            throw new Invalid("audience", "Choose who is to read it.");
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is written into one. */
    public record Text(
            String title,
            String body,
            Audience audience,
            boolean banner,
            Instant from,
            @Nullable Instant bannerUntil) {

        public Text {
            title = title.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
            body = body.replace("\u0000", "").strip();
            if (title.isEmpty() || title.length() > 200) {
                throw new Invalid("title", "A title has 1 to 200 characters.");
            }
            if (body.length() > 20_000) {
                throw new Invalid("body", "At most 20,000 characters.");
            }
            if (bannerUntil != null && !bannerUntil.isAfter(from)) {
                throw new Invalid("until", "The banner has to end after it begins.");
            }
        }
    }

    boolean isFor(boolean customer) {
        return customer || audience == Audience.EVERYONE;
    }

    boolean isBannerAt(Instant now) {
        return banner && !from.isAfter(now) && (bannerUntil == null || bannerUntil.isAfter(now));
    }
}
