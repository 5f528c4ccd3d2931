package dev.millrace.intake;

import dev.millrace.kernel.Desk;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.kernel.Secrets;
import dev.millrace.kernel.Throttle;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.CustomFields;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The form by which a visitor of the company's website asks for help. What they write becomes a mail in the journal and
 * goes the way of every mail; what looks like a robot's work waits in the quarantine.
 */
@Component
public class ContactForm {

    public static final int MOST_FILES = 10;
    public static final long MOST_BYTES = 20L << 20;

    private static final int LONGEST_TEXT = 50_000;
    private static final int LONGEST_LINE = 200;
    private static final int BY_ONE_ADDRESS = 5;
    private static final int FROM_ONE_PLACE = 10;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration NOBODY_TYPES_SO_FAST = Duration.ofSeconds(2);
    private static final Duration OPEN_FOR = Duration.ofDays(1);
    private static final String PURPOSE = "contact-form";
    private static final int SIGNATURE = 22;
    private static final Pattern STAMP = Pattern.compile("(\\d{10,12})\\.([\\w-]{22})\\.([\\w-]{22})");
    private static final Pattern EMAIL = Pattern.compile(
            "[^\\s@\\p{Cntrl}<>(),;:\"\\[\\]\\\\]{1,64}@[^\\s@\\p{Cntrl}<>(),;:\"\\[\\]\\\\]+\\.[^\\s@\\p{Cntrl}.<>(),;:\"\\[\\]\\\\]+");

    /** A file that goes along. */
    public record Upload(String filename, String mediaType, byte[] content) {}

    /**
     * What a visitor filled in.
     *
     * @param fields into the desk's own fields, by their keys
     */
    public record Draft(
            String name, String email, String subject, String text, Map<String, String> fields, List<Upload> files) {

        public static final Draft EMPTY = new Draft("", "", "", "", Map.of(), List.of());

        public Draft {
            name = line(name);
            email = email.strip();
            subject = line(subject);
            text = text.strip();
            fields = Map.copyOf(fields);
            files = List.copyOf(files);
        }

        /** What has to be put right: the field, and what is wrong with it, in one word each. */
        public Map<String, String> faults() {
            var faults = new LinkedHashMap<String, String>();
            check(faults, "name", name, LONGEST_LINE);
            check(faults, "email", email, 254);
            if (!faults.containsKey("email") && !EMAIL.matcher(email).matches()) {
                faults.put("email", "wrong");
            }
            check(faults, "subject", subject, LONGEST_LINE);
            check(faults, "text", text, LONGEST_TEXT);
            if (files.size() > MOST_FILES) {
                faults.put("files", "many");
            } else if (files.stream().mapToLong(file -> file.content().length).sum() > MOST_BYTES) {
                faults.put("files", "large");
            }
            return faults;
        }

        private static void check(Map<String, String> faults, String field, String value, int longest) {
            if (value.isEmpty()) {
                faults.put(field, "missing");
            } else if (value.length() > longest) {
                faults.put(field, "long");
            }
        }

        private static String line(String typed) {
            return typed.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
        }
    }

    /**
     * How it was filled in.
     *
     * @param stamp what {@link #stamp()} gave the form when it was shown
     * @param trap what stands in a field that people do not see
     * @param address where from, as an IP address
     */
    public record Visit(String stamp, @Nullable String trap, String address) {}

    private record Stamp(Instant shownAt, String word) {}

    private final Channels channels;
    private final CustomFields fields;
    private final Journal journal;
    private final Secrets secrets;
    private final Throttle throttle;
    private final String host;
    private final Clock clock;

    ContactForm(
            Channels channels,
            CustomFields fields,
            Journal journal,
            Secrets secrets,
            Throttle throttle,
            Desk desk,
            Clock clock) {
        this.channels = channels;
        this.fields = fields;
        this.journal = journal;
        this.secrets = secrets;
        this.throttle = throttle;
        this.host = String.valueOf(desk.publicUrl().getHost());
        this.clock = clock;
    }

    public boolean isOpen() {
        return channels.form().isPresent();
    }

    /** The desk's own fields that it asks. */
    public List<CustomField> fields() {
        return fields.onForm();
    }

    /** What is wrong with what stands in the desk's own fields, by {@code fields.KEY}, in words. */
    public Map<String, String> wrongFields(Draft draft) {
        var wrong = new LinkedHashMap<String, String>();
        for (var field : fields()) {
            try {
                fields.read(List.of(field), draft.fields());
            } catch (Invalid invalid) {
                wrong.put(invalid.field(), String.valueOf(invalid.getMessage()));
            }
        }
        return wrong;
    }

    /** Goes into the form as it is shown, and says when that was. */
    public String stamp() {
        return stampOf(clock.instant());
    }

    /** For a form that is shown again: whoever was long enough at it before may put it right as quickly as they can. */
    public String stampAfter(String before) {
        return read(before)
                .map(stamp -> isOpen(stamp) ? before : stampOf(clock.instant().minus(NOBODY_TYPES_SO_FAST)))
                .orElseGet(this::stamp);
    }

    private String stampOf(Instant shownAt) {
        var text = shownAt.getEpochSecond() + "." + Secrets.randomWord().substring(0, 22);
        return text + "." + secrets.sign(PURPOSE, text, SIGNATURE);
    }

    /** Sent twice with the same stamp it is one message. */
    public DeliveryId submit(Draft draft, Visit visit) {
        var form = channels.form().orElseThrow(() -> new NotFound("This form is closed."));
        draft.faults().forEach((field, fault) -> {
            throw new Invalid(field, "The field %s is %s.".formatted(field, fault));
        });
        var filled = fields.read(fields(), draft.fields());
        var stamp = read(visit.stamp())
                .filter(this::isOpen)
                .orElseThrow(() -> new Conflict(
                        "This page was open for too long. Your words are still here: please send them again."));
        refuseTooMany(draft, visit);
        var mail = FormMail.write(draft, filled, "form." + stamp.word() + "@" + host, stamp.shownAt());
        return journal.takeForm(form.id(), mail, suspicion(visit, stamp));
    }

    private void refuseTooMany(Draft draft, Visit visit) {
        var place = throttle.allow("contact.place", network(visit.address()), FROM_ONE_PLACE, WINDOW);
        var address = throttle.allow("contact.email", draft.email().toLowerCase(Locale.ROOT), BY_ONE_ADDRESS, WINDOW);
        if (!place || !address) {
            throw new TooMany(
                    "You have written several times within an hour. Please wait a while, then send it again.");
        }
    }

    private @Nullable String suspicion(Visit visit, Stamp stamp) {
        if (visit.trap() != null && !visit.trap().isBlank()) {
            return "A field that people do not see was filled in: probably a robot.";
        }
        return clock.instant().isBefore(stamp.shownAt().plus(NOBODY_TYPES_SO_FAST))
                ? "The form came back within two seconds: probably a robot."
                : null;
    }

    private Optional<Stamp> read(String word) {
        var stamp = STAMP.matcher(word);
        return stamp.matches() && secrets.verify(PURPOSE, stamp.group(1) + "." + stamp.group(2), stamp.group(3))
                ? Optional.of(new Stamp(Instant.ofEpochSecond(Long.parseLong(stamp.group(1))), stamp.group(2)))
                : Optional.empty();
    }

    private boolean isOpen(Stamp stamp) {
        return clock.instant().isBefore(stamp.shownAt().plus(OPEN_FOR));
    }

    /** A household has one IPv4 address, and 2⁶⁴ of IPv6. */
    private static String network(String address) {
        try {
            var bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == 4 ? address : java.util.HexFormat.of().formatHex(bytes, 0, 8);
        } catch (UnknownHostException _) {
            return address;
        }
    }
}
