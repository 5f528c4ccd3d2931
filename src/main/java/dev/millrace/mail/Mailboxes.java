package dev.millrace.mail;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Remembered;
import dev.millrace.kernel.Secrets;
import dev.millrace.mail.Checkup.Step;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The front door to mailboxes: connect, change, switch, test, and see how they are doing. */
@Component
public class Mailboxes {

    /** Announced with a mailbox's id whenever it or its health changes. */
    public static final String TOPIC = "mail.mailbox";

    private final MailboxStore store;
    private final HealthStore health;
    private final OutgoingStore outgoing;
    private final Checkup checkup;
    private final SignIns signIns;
    private final Dialler dialler;
    private final Secrets secrets;
    private final Audit audit;
    private final Realtime realtime;
    private final Clock clock;
    private final Remembered<List<Mailbox>> known;

    Mailboxes(
            MailboxStore store,
            HealthStore health,
            OutgoingStore outgoing,
            Checkup checkup,
            SignIns signIns,
            Dialler dialler,
            Secrets secrets,
            Audit audit,
            Realtime realtime,
            Clock clock) {
        this.store = store;
        this.health = health;
        this.outgoing = outgoing;
        this.checkup = checkup;
        this.signIns = signIns;
        this.dialler = dialler;
        this.secrets = secrets;
        this.audit = audit;
        this.realtime = realtime;
        this.clock = clock;
        this.known = new Remembered<>(realtime, TOPIC, store::all);
    }

    @Transactional
    public Mailbox add(MailboxSettings settings, @Nullable UUID by) {
        var mailbox = mailbox(MailboxId.next(), settings, true, 0, clock.instant());
        refuseTakenAddress(mailbox);
        var signIn = SignIn.of(settings, null);
        store.insert(mailbox, secrets.seal(signIn.write()), readsFrom(settings.start(), mailbox.createdAt()));
        audit.record(by, "mailbox.added", mailbox.name(), null, shown(mailbox));
        changed(mailbox.id());
        return mailbox;
    }

    @Transactional
    public Mailbox change(MailboxId id, MailboxSettings settings, @Nullable UUID by) {
        var before = get(id);
        var after = mailbox(id, settings, before.enabled(), before.version(), before.createdAt());
        refuseTakenAddress(after);
        store.update(after, secrets.seal(SignIn.of(settings, keptSignIn(id)).write()));
        if (isElsewhere(before, after)) {
            store.forgetPositions(id);
        }
        changed(before, get(id), "mailbox.changed", by);
        return get(id);
    }

    @Transactional
    public void enable(MailboxId id, @Nullable UUID by) {
        switchTo(true, "mailbox.enabled", id, by);
    }

    /** It is neither read nor sent from; what waits to be sent goes on waiting. */
    @Transactional
    public void disable(MailboxId id, @Nullable UUID by) {
        switchTo(false, "mailbox.disabled", id, by);
    }

    /** What it brought stays; its secrets are destroyed, and what waits to be sent fails visibly. */
    @Transactional
    public void remove(MailboxId id, @Nullable UUID by) {
        var mailbox = get(id);
        store.remove(id, clock.instant());
        store.forgetPositions(id);
        outgoing.failAll(id, "The mailbox %s was removed".formatted(mailbox.name()));
        audit.record(by, "mailbox.removed", mailbox.name(), shown(mailbox), null);
        changed(id);
    }

    public Mailbox get(MailboxId id) {
        return find(id).orElseThrow(() -> new NotFound("There is no such mailbox"));
    }

    public Optional<Mailbox> find(MailboxId id) {
        return store.find(id);
    }

    /** Oldest first; the first one that is enabled writes what belongs to no mailbox. Read from memory. */
    public List<Mailbox> all() {
        return known.get();
    }

    /** Two rows a mailbox, receiving and sending. */
    public List<MailboxHealth> health() {
        return health.all();
    }

    /** Tries the settings out and says step by step what works; takes seconds, changes nothing. */
    public List<Step> test(MailboxSettings settings) {
        return checkup.run(settings, SignIn.of(settings, null), false);
    }

    /**
     * As {@link #test(MailboxSettings)}, with the secrets that are stored where the settings leave them out.
     *
     * @param withTestMail whether the mailbox also writes a mail to itself
     */
    public List<Step> test(MailboxId id, MailboxSettings settings, boolean withTestMail) {
        return checkup.run(settings, SignIn.of(settings, keptSignIn(id)), withTestMail);
    }

    /**
     * Notes that an arrival has been taken, in the transaction that takes it.
     *
     * @return false when it was taken before, by this node or another one: then nothing else may be written
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean advance(Arrival arrival) {
        return store.advance(arrival);
    }

    /** Asks the server once more for one message that came without its body, however large it is. */
    public Optional<byte[]> fetchAgain(MailboxId id, String folder, long uidValidity, long uid) {
        var mailbox = get(id);
        try (var line =
                dialler.imap(mailbox.imap(), mailbox.auth(), signIns.of(mailbox).imap())) {
            return new Reading(mailbox, Long.MAX_VALUE).again(line.look(folder), uidValidity, uid);
        } catch (MessagingException | IOException e) {
            throw new Conflict(Trouble.of(e, mailbox.imap()).words());
        }
    }

    private void switchTo(boolean enabled, String what, MailboxId id, @Nullable UUID by) {
        var before = get(id);
        if (before.enabled() == enabled) {
            return;
        }
        store.update(
                new Mailbox(
                        id,
                        before.name(),
                        before.address(),
                        before.fromName(),
                        before.imap(),
                        before.folder(),
                        before.smtp(),
                        before.auth(),
                        enabled,
                        before.version(),
                        before.createdAt()),
                secrets.seal(keptSignIn(id).write()));
        changed(before, get(id), what, by);
    }

    private void changed(Mailbox before, Mailbox after, String what, @Nullable UUID by) {
        health.reset(after.id(), after.enabled());
        audit.record(by, what, after.name(), shown(before), shown(after));
        changed(after.id());
    }

    private void changed(MailboxId id) {
        known.changes();
        realtime.announce(TOPIC, id.toString());
    }

    private SignIn keptSignIn(MailboxId id) {
        return store.secrets(id)
                .map(secrets::open)
                .map(SignIn::read)
                .orElseThrow(() -> new NotFound("There is no such mailbox"));
    }

    private void refuseTakenAddress(Mailbox mailbox) {
        if (store.isAddressTaken(mailbox.address(), mailbox.id())) {
            throw new Conflict("%s is connected already".formatted(mailbox.address()));
        }
    }

    private static Mailbox mailbox(
            MailboxId id, MailboxSettings settings, boolean enabled, int version, Instant createdAt) {
        return new Mailbox(
                id,
                settings.name(),
                settings.address(),
                settings.fromName(),
                settings.imap(),
                settings.folder(),
                settings.smtp(),
                settings.auth(),
                enabled,
                version,
                createdAt);
    }

    /** Another account may number its messages alike; what is fetched twice is recognised by its bytes, not its number. */
    private static boolean isElsewhere(Mailbox before, Mailbox after) {
        return !before.imap().host().equals(after.imap().host())
                || before.imap().port() != after.imap().port()
                || !before.imap().user().equals(after.imap().user())
                || !Objects.equals(before.folder(), after.folder());
    }

    private static @Nullable Instant readsFrom(Start start, Instant now) {
        return switch (start) {
            case Start.FromNowOn _ -> now;
            case Start.LastDays(int days) -> now.minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
            case Start.Everything _ -> null;
        };
    }

    /** What the audit shows: everything but when and how often. There is no secret in a mailbox. */
    private record Shown(
            String address, String fromName, Server imap, String folder, Server smtp, String auth, boolean enabled) {}

    private static Shown shown(Mailbox mailbox) {
        return new Shown(
                mailbox.address(),
                mailbox.fromName(),
                mailbox.imap(),
                mailbox.folder(),
                mailbox.smtp(),
                mailbox.auth().name(),
                mailbox.enabled());
    }
}
