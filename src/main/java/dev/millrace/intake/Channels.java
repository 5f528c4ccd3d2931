package dev.millrace.intake;

import dev.millrace.intake.Channel.Kind;
import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Realtime;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.kernel.Remembered;
import dev.millrace.mail.MailboxSettings;
import dev.millrace.mail.Mailboxes;
import dev.millrace.people.PersonId;
import dev.millrace.people.TeamId;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The front door to channels: through which doors requests come in. */
@Component
@Transactional
public class Channels {

    /** Announced with a channel's id whenever it changes. */
    public static final String TOPIC = "channels";

    private static final int LONGEST_NAME = 200;

    private final ChannelStore store;
    private final Mailboxes mailboxes;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Realtime realtime;
    private final Clock clock;
    private final Remembered<List<Channel>> known;

    Channels(
            ChannelStore store,
            Mailboxes mailboxes,
            Audit audit,
            ApplicationEventPublisher events,
            Realtime realtime,
            Clock clock) {
        this.store = store;
        this.mailboxes = mailboxes;
        this.audit = audit;
        this.events = events;
        this.realtime = realtime;
        this.clock = clock;
        this.known = new Remembered<>(realtime, TOPIC, store::all);
    }

    /** Connects a mailbox, which is a channel from then on. */
    public Channel connect(MailboxSettings settings, @Nullable TeamId team, PersonId by) {
        var mailbox = mailboxes.add(settings, by.value());
        return add(
                new Channel(
                        ChannelId.of(mailbox.id()),
                        Kind.EMAIL,
                        mailbox.name(),
                        lower(mailbox.address()),
                        team,
                        true,
                        clock.instant()),
                by);
    }

    public Channel change(ChannelId id, MailboxSettings settings, @Nullable TeamId team, PersonId by) {
        var before = find(id);
        var mailbox = mailboxes.change(id.mailbox(), settings, by.value());
        return change(
                before,
                new Channel(
                        id,
                        before.kind(),
                        mailbox.name(),
                        lower(mailbox.address()),
                        team,
                        before.enabled(),
                        before.createdAt()),
                by);
    }

    /**
     * A channel that programs hand mail to, for an address whose mailbox the desk does not read itself.
     *
     * @param by nobody when the program's token was made by a command
     */
    public Channel addApi(String name, String address, @Nullable TeamId team, @Nullable PersonId by) {
        if (address.isBlank() || address.indexOf('@') < 1 || address.length() > 320) {
            throw new Invalid("address", "This is not an e-mail address.");
        }
        return add(
                new Channel(ChannelId.next(), Kind.API, named(name), lower(address), team, true, clock.instant()), by);
    }

    /**
     * The channel that takes mail for an address. The first mail for one that no channel has opens it, however many come
     * at the same moment; a closed channel stays closed.
     */
    public Channel forPrograms(String address, @Nullable PersonId by) {
        return byAddress(address).orElseGet(() -> {
            // Somebody may have been quicker than our memory of the channels.
            known.forget();
            return isKnown(address) ? openOf(address) : addOrFind(address, by);
        });
    }

    private Channel addOrFind(String address, @Nullable PersonId by) {
        try {
            return addApi(address, address, null, by);
        } catch (Conflict quicker) {
            known.forget();
            return openOf(address);
        }
    }

    private Channel openOf(String address) {
        return byAddress(address)
                .orElseThrow(() -> new Invalid("channel", "The channel of “%s” is closed.".formatted(address)));
    }

    /** A channel without a mailbox gets another name or team. */
    public Channel rename(ChannelId id, String name, @Nullable TeamId team, PersonId by) {
        var before = find(id);
        return change(
                before,
                new Channel(
                        id, before.kind(), named(name), before.address(), team, before.enabled(), before.createdAt()),
                by);
    }

    /** Open: what arrives is taken. Closed: a mailbox is not read, a form is not shown, a program is refused. */
    public Channel open(ChannelId id, boolean open, PersonId by) {
        var before = find(id);
        if (before.kind() == Kind.EMAIL && open) {
            mailboxes.enable(id.mailbox(), by.value());
        } else if (before.kind() == Kind.EMAIL) {
            mailboxes.disable(id.mailbox(), by.value());
        }
        return change(
                before,
                new Channel(
                        id, before.kind(), before.name(), before.address(), before.team(), open, before.createdAt()),
                by);
    }

    /** What came through it stays. */
    public void remove(ChannelId id, PersonId by) {
        var channel = find(id);
        switch (channel.kind()) {
            case EMAIL -> mailboxes.remove(id.mailbox(), by.value());
            case FORM -> throw new Conflict("The contact form can be closed, not removed.");
            case API -> {}
        }
        store.remove(id, clock.instant());
        audit.record(by.value(), "channel.removed", channel.name(), shown(channel), null);
        events.publishEvent(new IntakeEvent.ChannelRemoved(id, clock.instant()));
        changed(id);
    }

    @Transactional(readOnly = true)
    public Channel find(ChannelId id) {
        return store.find(id).orElseThrow(() -> new NotFound("There is no such channel."));
    }

    /** What a channel is called, also one that was removed. */
    @Transactional(readOnly = true)
    public String nameOf(ChannelId id) {
        return store.name(id);
    }

    /** Oldest first; read from memory. */
    @Transactional(readOnly = true)
    public List<Channel> all() {
        return known.get();
    }

    /** The open channel that takes mail for an address. */
    @Transactional(readOnly = true)
    public Optional<Channel> byAddress(String address) {
        var wanted = lower(address);
        return all().stream()
                .filter(channel -> channel.enabled() && wanted.equals(channel.address()))
                .findFirst();
    }

    /** Whether an address has a channel, open or closed. */
    @Transactional(readOnly = true)
    public boolean isKnown(String address) {
        return all().stream().anyMatch(channel -> lower(address).equals(channel.address()));
    }

    /** The contact form, when it is open. */
    @Transactional(readOnly = true)
    public Optional<Channel> form() {
        return all().stream()
                .filter(channel -> channel.kind() == Kind.FORM && channel.enabled())
                .findFirst();
    }

    /** Whether mail to this address comes to us, also with a {@code +tag} before the at sign. */
    boolean isOurs(String address) {
        var whole = lower(address);
        var plus = whole.indexOf('+');
        var at = whole.lastIndexOf('@');
        var untagged = plus > 0 && plus < at ? whole.substring(0, plus) + whole.substring(at) : whole;
        return all().stream()
                .anyMatch(channel -> untagged.equals(channel.address()) || whole.equals(channel.address()));
    }

    /** Whether one of our addresses is at this domain. */
    boolean isOurDomain(String domain) {
        var end = "@" + domain.toLowerCase(Locale.ROOT);
        return all().stream().map(Channel::address).anyMatch(address -> address != null && address.endsWith(end));
    }

    private Channel add(Channel channel, @Nullable PersonId by) {
        if (!store.insert(channel)) {
            throw taken(channel);
        }
        audit.record(by == null ? null : by.value(), "channel.added", channel.name(), null, shown(channel));
        events.publishEvent(new IntakeEvent.ChannelAdded(channel.id(), clock.instant()));
        changed(channel.id());
        return channel;
    }

    private Channel change(Channel before, Channel after, PersonId by) {
        var address = after.address();
        if (address != null && store.isAddressTaken(address, after.id())) {
            throw taken(after);
        }
        store.update(after);
        audit.record(by.value(), "channel.changed", after.name(), shown(before), shown(after));
        events.publishEvent(new IntakeEvent.ChannelChanged(after.id(), clock.instant()));
        changed(after.id());
        return after;
    }

    private void changed(ChannelId id) {
        known.changes();
        realtime.announce(TOPIC, id.toString());
    }

    private static Conflict taken(Channel channel) {
        return new Conflict("%s is another channel's address already.".formatted(channel.address()));
    }

    private static String named(String name) {
        var cleaned = name.replaceAll("\\p{Cntrl}+", " ").strip();
        if (cleaned.isEmpty() || cleaned.length() > LONGEST_NAME) {
            throw new Invalid("name", "Give the channel a name of at most %d characters.".formatted(LONGEST_NAME));
        }
        return cleaned;
    }

    private static String lower(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    /** What the audit shows. */
    private record Shown(
            String name, @Nullable String address, @Nullable TeamId team, boolean enabled) {}

    private static Shown shown(Channel channel) {
        return new Shown(channel.name(), channel.address(), channel.team(), channel.enabled());
    }
}
