package dev.millrace.web;

import static dev.millrace.people.Permission.CHANGE_SETTINGS;
import static dev.millrace.people.Permission.READ_EVERY_TICKET;
import static dev.millrace.people.Permission.READ_PEOPLE;

import dev.millrace.intake.Channels;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.mail.Mailboxes;
import dev.millrace.notices.Notices;
import dev.millrace.people.Presences;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Reach;
import dev.millrace.tickets.Tickets;
import java.util.function.BiPredicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who hears of what. */
@Configuration(proxyBeanMethods = false)
class LiveTopics {

    private record Topic(String name, BiPredicate<SignedIn, String> rule) implements LiveTopic {
        @Override
        public boolean reaches(SignedIn reader, String payload) {
            return rule.test(reader, payload);
        }
    }

    /** The number of the ticket that changed, to those who may read it. */
    @Bean
    LiveTopic ticketsTopic(Tickets tickets) {
        return new Topic(
                Tickets.TOPIC,
                (reader, number) ->
                        reader.may(READ_EVERY_TICKET) || number.isEmpty() || ownTicket(tickets, reader, number));
    }

    /** The one whose notices changed, to that one. */
    @Bean
    LiveTopic noticesTopic() {
        return new Topic(
                Notices.TOPIC,
                (reader, person) ->
                        person.isEmpty() || person.equals(reader.id().toString()));
    }

    /** The channel that was added or changed, to those who look after it. */
    @Bean
    LiveTopic channelsTopic() {
        return new Topic(Channels.TOPIC, (reader, _) -> reader.may(CHANGE_SETTINGS));
    }

    /** The mailbox whose health changed, to those who look after it. */
    @Bean
    LiveTopic mailboxTopic() {
        return new Topic(Mailboxes.TOPIC, (reader, _) -> reader.may(CHANGE_SETTINGS));
    }

    /** The delivery that was read or put aside, to those who look after it. */
    @Bean
    LiveTopic deliveriesTopic() {
        return new Topic("deliveries", (reader, _) -> reader.may(CHANGE_SETTINGS));
    }

    /** Who came, went or chose, to those who may see who is here. */
    @Bean
    LiveTopic presenceTopic() {
        return new Topic(Presences.TOPIC, (reader, _) -> reader.may(READ_PEOPLE));
    }

    private static boolean ownTicket(Tickets tickets, SignedIn reader, String number) {
        try {
            return new Reach.Own(reader.id(), reader.teams()).covers(tickets.find(Long.parseLong(number)));
        } catch (NotFound _) {
            return false;
        }
    }
}
