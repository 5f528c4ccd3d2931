package dev.millrace.notices;

import static java.time.ZoneOffset.UTC;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Desk;
import dev.millrace.kernel.Ids;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.kernel.Secrets;
import dev.millrace.kernel.Settings;
import dev.millrace.kernel.Throttle;
import dev.millrace.knowledge.Markdown;
import dev.millrace.mail.Letter;
import dev.millrace.mail.Letter.Party;
import dev.millrace.mail.Mailbox;
import dev.millrace.mail.Mailboxes;
import dev.millrace.mail.Outbox;
import dev.millrace.people.Customer;
import dev.millrace.people.House;
import dev.millrace.people.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Announcements by mail, to those who agreed and to nobody else: by the link in a letter that somebody with the address
 * asked for, or in their account. Every mail carries what ends it with one click (RFC 8058).
 */
@Component
@Transactional
public class Newsletter {

    /** At once, and not sooner than the next batch is due: mail servers take a flood for spam. */
    static final int BATCH = 25;

    private static final String CONFIRM = "newsletter-confirm";
    private static final String END = "newsletter-end";
    private static final int SIGNATURE = 32;
    private static final Duration CONFIRM_WITHIN = Duration.ofDays(7);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int BY_ONE_ADDRESS = 3;
    private static final int FROM_ONE_PLACE = 20;
    private static final Pattern EMAIL = Pattern.compile(
            "[^\\s@\\p{Cntrl}<>(),;:\"\\[\\]\\\\]{1,64}@[^\\s@\\p{Cntrl}<>(),;:\"\\[\\]\\\\]{1,250}\\.[a-z]{2,63}");

    /** How far a newsletter has come. */
    public record Progress(int all, int waiting, int posted, int sent, int failed, int skipped) {}

    private record Due(UUID mail, UUID announcement, UUID subscriber, String email, boolean mayBe) {}

    private record Subscriber(UUID id, String email, Instant askedAt) {}

    private final JdbcClient db;
    private final Announcements announcements;
    private final Mailboxes mailboxes;
    private final Outbox outbox;
    private final Secrets secrets;
    private final Settings settings;
    private final Throttle throttle;
    private final Audit audit;
    private final String base;
    private final Clock clock;

    Newsletter(
            JdbcClient db,
            Announcements announcements,
            Mailboxes mailboxes,
            Outbox outbox,
            Secrets secrets,
            Settings settings,
            Throttle throttle,
            Audit audit,
            Desk desk,
            Clock clock) {
        this.db = db;
        this.announcements = announcements;
        this.mailboxes = mailboxes;
        this.outbox = outbox;
        this.secrets = secrets;
        this.settings = settings;
        this.throttle = throttle;
        this.audit = audit;
        this.base = desk.publicUrl().toString().replaceAll("/+$", "");
        this.clock = clock;
    }

    /**
     * Somebody typed an address: it gets a letter, and the newsletter only after the link in it was used. The answer is
     * the same whether it has the newsletter already or not, and whether it is an address at all.
     *
     * @param from the network address the request came from
     */
    public void ask(String typed, String from) {
        var email = typed.strip().toLowerCase(Locale.ROOT);
        var withinLimits = throttle.countWithin("newsletter-from", from, HOUR) <= FROM_ONE_PLACE
                & throttle.countWithin("newsletter", email.substring(0, Math.min(320, email.length())), HOUR)
                        <= BY_ONE_ADDRESS;
        if (!withinLimits) {
            throw new TooMany("Too many requests. Please wait an hour, then try again.");
        }
        if (!EMAIL.matcher(email).matches()) {
            return;
        }
        oldest().ifPresent(box -> asked(email).ifPresent(subscriber -> confirmLetter(box, subscriber)));
    }

    /** The address that a link from such a letter is for, while it works. Looking changes nothing. */
    @Transactional(readOnly = true)
    public Optional<String> awaited(UUID id, String signature) {
        return pending(id, signature).map(Subscriber::email);
    }

    public boolean confirm(UUID id, String signature) {
        var pending = pending(id, signature);
        pending.ifPresent(subscriber -> db.sql("update notices.subscriber set confirmed_at = :now where id = :id")
                .param("now", now())
                .param("id", subscriber.id())
                .update());
        return pending.isPresent();
    }

    /** Whether one of a customer's addresses has it. */
    @Transactional(readOnly = true)
    public boolean reaches(PersonId person) {
        return db.sql("""
                select exists (select
                                 from people.address
                                 join notices.subscriber s on s.email = address.email
                                where address.person_id = :person
                                  and s.confirmed_at is not null
                                  and s.ended_at is null)
                """).param("person", person.value()).query(Boolean.class).single();
    }

    /** They say so themselves in their account, which proves the address. */
    public void begin(Customer me) {
        if (me.email() == null) {
            throw new Conflict("There is no address to send it to.");
        }
        db.sql("""
                insert into notices.subscriber (id, email, asked_at, confirmed_at)
                values (:id, :email, :now, :now)
                    on conflict (email) do update
                   set asked_at = excluded.asked_at, confirmed_at = excluded.confirmed_at, ended_at = null
                """)
                .param("id", Ids.next())
                .param("email", me.email())
                .param("now", now())
                .update();
    }

    public void end(Customer me) {
        db.sql("""
                update notices.subscriber s
                   set ended_at = :now
                  from people.address
                 where address.email = s.email
                   and address.person_id = :person
                   and s.ended_at is null
                """).param("now", now()).param("person", me.id().value()).update();
    }

    /** Whether a link from one of our mails is one of ours. */
    public boolean isOurs(UUID id, String signature) {
        return secrets.verify(END, id.toString(), signature) && signature.length() == SIGNATURE;
    }

    /** By the link in a mail: at once and for good, until they ask again. */
    public boolean end(UUID id, String signature) {
        if (!isOurs(id, signature)) {
            return false;
        }
        db.sql("update notices.subscriber set ended_at = coalesce(ended_at, :now) where id = :id")
                .param("now", now())
                .param("id", id)
                .update();
        return true;
    }

    @Transactional(readOnly = true)
    public int subscribers() {
        return db.sql("""
                select count(*)
                  from notices.subscriber
                 where confirmed_at is not null
                   and ended_at is null
                """).query(Integer.class).single();
    }

    /** Sends an announcement to all who have the newsletter now; a second time to nobody who had it the first. */
    public void send(UUID announcement, PersonId by) {
        if (oldest().isEmpty()) {
            throw new Conflict("There is no mailbox to send from. Connect one under Settings, Channels.");
        }
        var subject = announcements.get(announcement);
        db.sql("""
                insert into notices.newsletter_mail (id, announcement_id, subscriber_id, state)
                select uuidv7(), :announcement, s.id, 'waiting'
                  from notices.subscriber s
                 where s.confirmed_at is not null
                   and s.ended_at is null
                    on conflict (announcement_id, subscriber_id) do nothing
                """).param("announcement", announcement).update();
        db.sql("update notices.announcement set mailed_at = :now where id = :id")
                .param("now", now())
                .param("id", announcement)
                .update();
        audit.record(by.value(), "announcement.mailed", subject.title(), null, progress(announcement));
    }

    @Transactional(readOnly = true)
    public Progress progress(UUID announcement) {
        return db.sql("""
                select count(*) as every,
                       count(*) filter (where state = 'waiting') as waiting,
                       count(*) filter (where state = 'posted') as posted,
                       count(*) filter (where state = 'sent') as sent,
                       count(*) filter (where state = 'failed') as failed,
                       count(*) filter (where state = 'skipped') as skipped
                  from notices.newsletter_mail
                 where announcement_id = :id
                """)
                .param("id", announcement)
                .query((row, _) -> new Progress(
                        row.getInt("every"),
                        row.getInt("waiting"),
                        row.getInt("posted"),
                        row.getInt("sent"),
                        row.getInt("failed"),
                        row.getInt("skipped")))
                .single();
    }

    /**
     * Puts the next batch into the outbox. Who ended it since it was sent off, or was blocked, gets nothing.
     *
     * @return how many were settled
     */
    public int postSome() {
        var box = oldest();
        if (box.isEmpty()) {
            return 0;
        }
        var due = db.sql("""
                select m.id, m.announcement_id, s.id as subscriber, s.email,
                       s.confirmed_at is not null and s.ended_at is null
                       and not exists (select
                                         from people.address
                                         join people.person p on p.id = address.person_id
                                        where address.email = s.email
                                          and p.blocked_at is not null) as may_be
                  from notices.newsletter_mail m
                  join notices.subscriber s on s.id = m.subscriber_id
                 where m.state = 'waiting'
                 order by m.id
                 limit :limit
                   for update of m skip locked
                """)
                .param("limit", BATCH)
                .query((row, _) -> new Due(
                        row.getObject("id", UUID.class),
                        row.getObject("announcement_id", UUID.class),
                        row.getObject("subscriber", UUID.class),
                        row.getString("email"),
                        row.getBoolean("may_be")))
                .list();
        for (var one : due) {
            if (one.mayBe()) {
                outbox.post(box.get().id(), one.mail(), letter(box.get(), one));
            }
            settle(one.mail(), one.mayBe() ? "posted" : "skipped");
        }
        return due.size();
    }

    /** What became of one of its mails; of any other mail it knows nothing. */
    void settle(UUID mail, String state) {
        db.sql("update notices.newsletter_mail set state = :state where id = :id")
                .param("state", state)
                .param("id", mail)
                .update();
    }

    private Optional<Subscriber> asked(String email) {
        return db.sql("""
                insert into notices.subscriber as s (id, email, asked_at)
                values (:id, :email, :now)
                    on conflict (email) do update
                   set asked_at = excluded.asked_at, confirmed_at = null, ended_at = null
                 where s.confirmed_at is null
                    or s.ended_at is not null
                returning id, email, asked_at
                """)
                .param("id", Ids.next())
                .param("email", email)
                .param("now", now())
                .query((row, _) -> new Subscriber(
                        row.getObject("id", UUID.class),
                        row.getString("email"),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private Optional<Subscriber> pending(UUID id, String signature) {
        return db.sql("""
                select id, email, asked_at
                  from notices.subscriber
                 where id = :id
                   and ended_at is null
                   and asked_at > :since
                """)
                .param("id", id)
                .param("since", clock.instant().minus(CONFIRM_WITHIN).atOffset(UTC))
                .query((row, _) -> new Subscriber(
                        row.getObject("id", UUID.class),
                        row.getString("email"),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant()))
                .optional()
                .filter(subscriber ->
                        signature.length() == SIGNATURE && secrets.verify(CONFIRM, asked(subscriber), signature));
    }

    /** Asked again, an earlier letter's link works no more. */
    private static String asked(Subscriber subscriber) {
        return subscriber.id() + " " + subscriber.askedAt().getEpochSecond();
    }

    private void confirmLetter(Mailbox box, Subscriber subscriber) {
        var company = settings.get(House.KEY).name();
        var link = base + "/help/news/confirm/" + subscriber.id() + "/"
                + secrets.sign(CONFIRM, asked(subscriber), SIGNATURE);
        var text = """
                Hello,

                somebody, most likely you, asked for the news of %s at this address. They begin to come when you say yes here:

                %s

                If it was not you, do nothing: no other mail follows this one.
                """.formatted(company, link);
        post(box, Ids.next(), subscriber.email(), "Please confirm: news of " + company, text);
    }

    private void post(Mailbox box, UUID about, String email, String subject, String text) {
        outbox.post(box.id(), about, from(box, email, subject, text, about));
    }

    private Letter from(Mailbox box, String email, String subject, String text, UUID id) {
        var domain = box.address().substring(box.address().lastIndexOf('@') + 1);
        var company = settings.get(House.KEY).name();
        return Letter.from(new Party(company, box.address()), new Party("", email), subject, text, id + "@" + domain)
                .asAutomatic();
    }

    private Letter letter(Mailbox box, Due due) {
        var announcement = announcements.get(due.announcement());
        var company = settings.get(House.KEY).name();
        var end = base + "/help/news/end/" + due.subscriber() + "/"
                + secrets.sign(END, due.subscriber().toString(), SIGNATURE);
        var text = """
                %s

                -- \s
                You get this because you asked for the news of %s. Stop it here: %s
                """.formatted(announcement.body(), company, end);
        var html = "<h1>" + escaped(announcement.title()) + "</h1>" + absolute(announcement.body())
                + "<hr><p><small>You get this because you asked for the news of " + escaped(company)
                + ". <a href=\"" + end + "\">Stop it here</a>.</small></p>";
        return from(box, due.email(), announcement.title(), text, due.mail())
                .html(html)
                .header("List-Unsubscribe", "<" + end + ">")
                .header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    /** In a mail there is no page that an address could be relative to. */
    private String absolute(String markdown) {
        return Markdown.render(markdown).html().replaceAll("(href|src)=\"/", "$1=\"" + base + "/");
    }

    private static String escaped(String text) {
        return org.springframework.web.util.HtmlUtils.htmlEscape(text);
    }

    private Optional<Mailbox> oldest() {
        return mailboxes.all().stream().filter(Mailbox::enabled).min(Comparator.comparing(Mailbox::createdAt));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(UTC);
    }
}
