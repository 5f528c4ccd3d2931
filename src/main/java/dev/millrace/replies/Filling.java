package dev.millrace.replies;

import dev.millrace.kernel.Settings;
import dev.millrace.people.Companies;
import dev.millrace.people.House;
import dev.millrace.people.People;
import dev.millrace.people.Person;
import dev.millrace.people.SignedIn;
import dev.millrace.tickets.Categories;
import dev.millrace.tickets.CustomField;
import dev.millrace.tickets.CustomFields;
import dev.millrace.tickets.Ticket;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the blanks of a template are filled with when somebody answers a ticket. */
@Component
class Filling {

    private final People people;
    private final Companies companies;
    private final Categories categories;
    private final CustomFields fields;
    private final Settings settings;

    Filling(People people, Companies companies, Categories categories, CustomFields fields, Settings settings) {
        this.people = people;
        this.companies = companies;
        this.categories = categories;
        this.fields = fields;
        this.settings = settings;
    }

    /** By the words of the blanks; what is not known is not there. */
    Map<String, String> of(Ticket ticket, SignedIn agent) {
        var customer = people.find(ticket.requester());
        var values = new HashMap<String, String>();
        put(values, Blank.TICKET_NUMBER, Long.toString(ticket.number()));
        put(values, Blank.TICKET_SUBJECT, ticket.subject());
        if (ticket.category() != null) {
            put(
                    values,
                    Blank.TICKET_CATEGORY,
                    categories.find(ticket.category()).name());
        }
        put(values, Blank.CUSTOMER_NAME, named(customer) ? customer.name() : "");
        put(values, Blank.CUSTOMER_FIRST_NAME, named(customer) ? first(customer.name()) : "");
        put(values, Blank.CUSTOMER_EMAIL, customer.email() == null ? "" : customer.email());
        if (customer.company() != null) {
            companies
                    .find(customer.company())
                    .ifPresent(company -> put(values, Blank.CUSTOMER_COMPANY, company.name()));
        }
        put(values, Blank.AGENT_NAME, agent.name());
        put(values, Blank.AGENT_FIRST_NAME, first(agent.name()));
        put(values, Blank.COMPANY_NAME, settings.get(House.KEY).name());
        ticket.fields().forEach((key, value) -> values.put("field." + key, said(key, value)));
        return values;
    }

    /** Yes and no are words in a mail. */
    private String said(String key, String value) {
        return CustomField.of(key, fields.all()).kind() == CustomField.Kind.YES_NO
                ? value.equals("true") ? "yes" : "no"
                : value;
    }

    private static boolean named(Person customer) {
        return !customer.name().equals(customer.email()) && !customer.name().contains("@");
    }

    private static String first(String name) {
        return name.split("\\s", 2)[0];
    }

    private static void put(Map<String, String> values, Blank blank, String value) {
        values.put(blank.word(), value);
    }
}
