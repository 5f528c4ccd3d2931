package dev.millrace.intake;

import dev.millrace.mail.MailAddress;
import dev.millrace.mail.ParsedMail;
import dev.millrace.mail.ReplyAddress;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.TicketId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the ticket a mail belongs to. What only somebody can know who got mail of ours from that ticket proves the
 * mail's place: the signed token in our reply address, or the Message-ID of a mail we sent. What anybody can guess or
 * see, like the number in a subject, counts only for those who take part already.
 */
@Component
class Threading {

    /** Why a mail belongs to a ticket, the strongest first. */
    enum Evidence {
        TOKEN,
        OUR_MESSAGE,
        THEIR_MESSAGE,
        NUMBER;

        boolean proves() {
            return this == TOKEN || this == OUR_MESSAGE;
        }
    }

    /**
     * A ticket a mail may belong to.
     *
     * @param takesPart whether the sender does
     * @param asked whether the sender is the one who asked for help
     */
    record Thread(TicketId ticket, Evidence evidence, boolean takesPart, boolean asked) {}

    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}&/#])#(\\d{1,12})(?!\\p{L}|\\d)");
    private static final int MOST_NUMBERS = 5;

    private final JdbcClient db;
    private final ReplyAddress replyAddress;

    Threading(JdbcClient db, ReplyAddress replyAddress) {
        this.db = db;
        this.replyAddress = replyAddress;
    }

    /** @param sender null when the desk has never heard of them, so that they take part in nothing */
    Optional<Thread> find(Incoming incoming, @Nullable PersonId sender, boolean agent) {
        return candidates(incoming, sender).stream()
                .filter(thread -> thread.evidence().proves() || thread.asked() || thread.takesPart() && !agent)
                .findFirst();
    }

    /** Numbers of the tickets whose signed reply address the mail was sent to. */
    Set<Long> tokens(ParsedMail mail) {
        var addresses = Stream.concat(mail.to().stream(), mail.cc().stream()).map(MailAddress::email);
        var delivered = Stream.of("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
                .flatMap(name -> mail.headers().all(name).stream())
                .map(value -> value.replaceAll("[<>\\s]", ""));
        var numbers = new LinkedHashSet<Long>();
        Stream.concat(addresses, delivered)
                .forEach(address -> replyAddress.read(address).ifPresent(numbers::add));
        return numbers;
    }

    private List<Thread> candidates(Incoming incoming, @Nullable PersonId sender) {
        var tokens = tokens(incoming.mail());
        var answers = incoming.answers();
        var numbers = numbers(incoming.mail().subject());
        if (tokens.isEmpty() && answers.isEmpty() && numbers.isEmpty()) {
            return List.of();
        }
        return db.sql("""
                select t.id, c.evidence, coalesce(t.requester_id = :sender, false) as asked,
                       exists (select
                                 from tickets.participant p
                                where p.ticket_id = t.id
                                  and p.person_id = :sender) as takes_part
                  from (select id as ticket_id, 'TOKEN' as evidence, 1 as rank, opened_at as at
                          from tickets.ticket
                         where number = any(:tokens)
                         union all
                        select ticket_id, case direction when 'out' then 'OUR_MESSAGE' else 'THEIR_MESSAGE' end,
                               case direction when 'out' then 2 else 3 end, at
                          from tickets.message
                         where mail_message_id = any(:answers)
                         union all
                        select id, 'NUMBER', 4, opened_at
                          from tickets.ticket
                         where number = any(:numbers)) as c
                  join tickets.ticket t on t.id = c.ticket_id
                 order by c.rank, c.at desc
                """)
                .param("sender", sender == null ? new UUID(0, 0) : sender.value())
                .param("tokens", tokens.toArray(Long[]::new))
                .param("answers", answers.toArray(String[]::new))
                .param("numbers", numbers.toArray(Long[]::new))
                .query((row, _) -> new Thread(
                        new TicketId(row.getObject("id", UUID.class)),
                        Evidence.valueOf(row.getString("evidence")),
                        row.getBoolean("takes_part"),
                        row.getBoolean("asked")))
                .list();
    }

    private static List<Long> numbers(String subject) {
        var numbers = new ArrayList<Long>();
        var found = NUMBER.matcher(subject);
        while (found.find() && numbers.size() < MOST_NUMBERS) {
            numbers.add(Long.valueOf(found.group(1)));
        }
        return numbers;
    }
}
