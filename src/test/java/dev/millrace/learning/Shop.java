package dev.millrace.learning;

import dev.millrace.people.People;
import dev.millrace.people.PersonId;
import dev.millrace.tickets.Actor;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.Category;
import dev.millrace.tickets.Change.SetCategory;
import dev.millrace.tickets.NewMessage;
import dev.millrace.tickets.NewTicket;
import dev.millrace.tickets.Ticket;
import dev.millrace.tickets.Tickets;
import dev.millrace.tickets.Via;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.test.context.TestComponent;

/** Ada's bicycle shop and its tickets: what she writes, and the categories that Grace has for it. */
@TestComponent
public class Shop {

    /** What customers write about money. */
    public static final List<String> MONEY = List.of(
            "The invoice shows the wrong amount",
            "I was charged twice for one order",
            "Please send me a receipt for my payment",
            "My credit card was declined at the checkout",
            "When will the refund arrive on my account?",
            "There is a fee on my bill that I do not know",
            "Can I pay by bank transfer?",
            "The discount was not taken off the price",
            "You have taken the money but I have no confirmation",
            "I need the invoice with our tax number on it");

    /** What they write about parcels. */
    public static final List<String> PARCELS = List.of(
            "My parcel has not arrived yet",
            "The tracking number does not work",
            "The courier left the box with a neighbour",
            "Can you deliver to another address?",
            "The package was damaged when it came",
            "How long does shipping to Norway take?",
            "The delivery is two weeks late",
            "I was not at home when the driver came",
            "Only one of the two boxes has been delivered",
            "Where is my order, it was sent on Monday");

    private final People people;
    private final Tickets tickets;
    private final Categories categories;
    private final Clock clock;

    Shop(People people, Tickets tickets, Categories categories, Clock clock) {
        this.people = people;
        this.tickets = tickets;
        this.categories = categories;
        this.clock = clock;
    }

    public PersonId ada() {
        return people.meet("ada@analytical.example", "Ada Lovelace").id();
    }

    public PersonId grace() {
        return people.meet("grace@desk.example", "Grace").id();
    }

    public Category category(String name, String description) {
        return categories.add(name, description, grace());
    }

    public Ticket adaWrites(String text) {
        var ada = ada();
        var message = NewMessage.in(ada, Via.EMAIL, text + " " + greeting(text), clock.instant());
        return tickets.open(NewTicket.of(text, ada, message), Actor.of(ada));
    }

    /** Ada writes all of it several times in her own words, and Grace files it. */
    public void graceFiles(List<String> texts, Category category, int times) {
        for (var time = 0; time < times; time++) {
            for (var text : texts) {
                var ticket = adaWrites(text);
                tickets.change(ticket.id(), List.of(new SetCategory(category.id())), Actor.of(grace()));
            }
        }
    }

    public void putAwayAllCategories() {
        categories.active().forEach(category -> categories.change(category.archived(true), grace()));
    }

    private static String greeting(String text) {
        return List.of("Thank you, Ada", "Best wishes", "Please answer soon.", "Greetings from London, Ada Lovelace")
                .get(Math.floorMod(text.hashCode(), 4));
    }
}
