package dev.millrace.web;

import jakarta.servlet.http.HttpServletRequest;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a page says, in its reader's language and time zone: sentences, numbers, dates, sizes.
 *
 * <p>Sentences are {@link MessageFormat} patterns; plurals are written {@code {0,choice,0#no tickets|1#one ticket|1<{0} tickets}}.
 */
public record Texts(Locale locale, ZoneId zone, Clock clock) {

    private static final Logger log = LoggerFactory.getLogger(Texts.class);
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "dv", "fa", "he", "iw", "ku", "ps", "ur", "yi");
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB"};

    public static Texts english(Clock clock) {
        return new Texts(Locale.ENGLISH, clock.getZone(), clock);
    }

    /** The first language that a browser asks for and we speak. */
    static Locale locale(HttpServletRequest request) {
        return Collections.list(request.getLocales()).stream()
                .filter(wish -> Messages.languages().contains(wish.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    /** The sentence of a key, with its gaps filled. A missing one shows its key: a test, not a reader, should meet it first. */
    public String of(String key, Object... gaps) {
        var sentence = Messages.in(locale.getLanguage()).get(key);
        if (sentence == null) {
            log.warn("There is no text for {}", key);
            return key;
        }
        return gaps.length == 0 && sentence.indexOf('{') < 0
                ? sentence
                : new MessageFormat(sentence, locale).format(gaps);
    }

    /** The word for one of a fixed set, such as a status: {@code word("status", ON_HOLD)} is the text {@code status.on_hold}. */
    public String word(String prefix, Enum<?> one) {
        return of(prefix + "." + one.name().toLowerCase(Locale.ROOT));
    }

    /** How long ago, as short as it can be said: "now", "4 min", "3 h", "2 d", then the date. */
    public String ago(Instant at) {
        var passed = Duration.between(at, clock.instant());
        if (passed.isNegative() || passed.toDays() >= 7) {
            return passed.isNegative() && passed.toMinutes() > -1 ? of("time.now") : shortDate(at);
        }
        if (passed.toMinutes() < 1) {
            return of("time.now");
        }
        if (passed.toHours() < 1) {
            return of("time.minutes", passed.toMinutes());
        }
        return passed.toDays() < 1 ? of("time.hours", passed.toHours()) : of("time.days", passed.toDays());
    }

    /** The moment in full: "Friday, 6 November 2026 at 14:02". */
    public String exact(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                .withLocale(locale)
                .format(at.atZone(zone));
    }

    /** The time of day: "17:30". */
    public String hour(Instant at) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale)
                .format(at.atZone(zone));
    }

    /** The day of the week and its time: "Mon 09:00". */
    public String dayAndHour(Instant at) {
        return DateTimeFormatter.ofPattern("EEE", locale).format(at.atZone(zone)) + " " + hour(at);
    }

    /** A calendar day, with its year only when it is not this one. */
    public String shortDate(Instant at) {
        var day = at.atZone(zone);
        var pattern = day.getYear() == clock.instant().atZone(zone).getYear() ? "time.day" : "time.dayOfYear";
        return DateTimeFormatter.ofPattern(of(pattern), locale).format(day);
    }

    /** A moment that is to come: "Tuesday 09:00" within a week, later with its date. */
    public String soon(Instant at) {
        var then = at.atZone(zone);
        var pattern = Duration.between(clock.instant(), at).toDays() < 6 ? "time.soon" : "time.later";
        return DateTimeFormatter.ofPattern(of(pattern), locale).format(then);
    }

    /** A length of time in its two largest units at most: "45 s", "12 min", "3 h 5 min", "2 d 4 h". */
    public String length(Duration length) {
        if (length.toMinutes() < 1) {
            return of("time.seconds", length.toSeconds());
        }
        if (length.toHours() < 1) {
            return of("time.minutes", length.toMinutes());
        }
        var hours = length.toHoursPart() == 0 ? "" : of("time.hours", length.toHoursPart());
        if (length.toDays() > 0) {
            return (of("time.days", length.toDays()) + " " + hours).strip();
        }
        var minutes = length.toMinutesPart() == 0 ? "" : of("time.minutes", length.toMinutesPart());
        return (hours + " " + minutes).strip();
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** With one digit behind the point at most. */
    public String decimal(double number) {
        var format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(number);
    }

    public String percent(double share) {
        return NumberFormat.getPercentInstance(locale).format(share);
    }

    /** A share with a digit behind the point where it has one: "2.5 %". */
    public String share(double share) {
        var number = NumberFormat.getPercentInstance(locale);
        number.setMaximumFractionDigits(1);
        return number.format(share);
    }

    /** A number as a form takes it back: a digit behind the point where it has one. */
    public String typed(double number) {
        var rounded = Math.round(number * 10) / 10.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    /** What something adds or takes away: "+6", "−16", "+0.5". */
    public String points(double points) {
        var number = NumberFormat.getInstance(locale);
        number.setMaximumFractionDigits(1);
        return (points < 0 ? "\u2212" : "+") + number.format(Math.abs(points));
    }

    /** The size of a file: "812 B", "4.2 MB". */
    public String size(long bytes) {
        var size = (double) bytes;
        var unit = 0;
        while (size >= 1000 && unit < SIZES.length - 1) {
            size /= 1000;
            unit++;
        }
        var number = NumberFormat.getInstance(locale);
        number.setMaximumFractionDigits(size < 10 && unit > 0 ? 1 : 0);
        return number.format(size) + " " + SIZES[unit];
    }

    /** The name of a language by its ISO 639-1 code: "German". */
    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }

    public String languageOf(String code) {
        return Locale.of(code).getDisplayLanguage(locale);
    }

    public String language() {
        return locale.toLanguageTag();
    }

    public String direction() {
        return RIGHT_TO_LEFT.contains(locale.getLanguage()) ? "rtl" : "ltr";
    }
}
