package dev.millrace.demo;

import dev.millrace.intake.Channel;
import dev.millrace.intake.Channels;
import dev.millrace.kernel.Desk;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Gaps;
import dev.millrace.people.Agent;
import dev.millrace.people.Agents;
import dev.millrace.people.House;
import dev.millrace.people.PersonId;
import dev.millrace.people.Presences;
import dev.millrace.people.Role;
import dev.millrace.replies.Mining;
import dev.millrace.replies.Voice;
import dev.millrace.replies.Voices;
import dev.millrace.routing.Moment;
import dev.millrace.routing.RuleExamples;
import dev.millrace.routing.RuleText;
import dev.millrace.routing.Rules;
import dev.millrace.tickets.Change;
import dev.millrace.tickets.Criteria;
import dev.millrace.tickets.Criteria.Compares.Measure;
import dev.millrace.tickets.Criteria.Compares.Than;
import dev.millrace.tickets.Criteria.Is;
import dev.millrace.tickets.Priority;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Fills an empty desk with the company at the first start, connects its mailbox at every start, and prints the logins. */
@Component
@ConditionalOnBooleanProperty("millrace.demo.enabled")
class Demo implements ApplicationRunner {

    private enum Told {
        NOTHING,
        BEGUN,
        ALL
    }

    private static final Settings.Key<Told> TOLD = new Settings.Key<>("demo", Told.class, Told.NOTHING);

    private final Staff staff;
    private final Narrator narrator;
    private final Bookshelf templates;
    private final Mining mining;
    private final Gaps gaps;
    private final PostOffice post;
    private final Channels channels;
    private final Voices voices;
    private final RuleExamples examples;
    private final Rules rules;
    private final Arrangements arrangements;
    private final Regulars regulars;
    private final Forum forum;
    private final HelpShelf shelf;
    private final HelpVisitors visitors;
    private final Presences presences;
    private final Settings settings;
    private final Agents agents;
    private final StoryClock clock;
    private final DemoSettings demo;
    private final Desk desk;
    private final PrintStream out = System.out;
    private int shown = -1;

    Demo(
            Staff staff,
            Narrator narrator,
            Bookshelf templates,
            Mining mining,
            Gaps gaps,
            PostOffice post,
            Channels channels,
            Voices voices,
            RuleExamples examples,
            Rules rules,
            Arrangements arrangements,
            Regulars regulars,
            Forum forum,
            HelpShelf shelf,
            HelpVisitors visitors,
            Presences presences,
            Settings settings,
            Agents agents,
            StoryClock clock,
            DemoSettings demo,
            Desk desk) {
        this.staff = staff;
        this.narrator = narrator;
        this.templates = templates;
        this.mining = mining;
        this.gaps = gaps;
        this.post = post;
        this.channels = channels;
        this.voices = voices;
        this.examples = examples;
        this.rules = rules;
        this.arrangements = arrangements;
        this.regulars = regulars;
        this.forum = forum;
        this.shelf = shelf;
        this.visitors = visitors;
        this.presences = presences;
        this.settings = settings;
        this.agents = agents;
        this.clock = clock;
        this.demo = demo;
        this.desk = desk;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var password = Logins.password(desk);
        switch (settings.get(TOLD)) {
            case NOTHING -> tell(password);
            case BEGUN -> {
                out.println(
                        "An earlier start was interrupted while the demo's weeks were being written; what was written is here.");
                out.println("For the whole story remove " + desk.home() + " and start again.");
                reconnect();
            }
            case ALL -> reconnect();
        }
        print(password);
    }

    private void tell(String password) {
        var end = clock.instant();
        var start = end.minus(demo.weeks() * 7L, ChronoUnit.DAYS);
        clock.set(start);
        out.println("Writing %d weeks of a small company's tickets; this happens once and takes about a minute."
                .formatted(demo.weeks()));
        settings.put(TOLD, Told.BEGUN, null);
        settings.put(House.KEY, new House("Fenwick Bikes", Locale.ENGLISH, Rhythm.ZONE), null);
        var hired = staff.hire(password);
        settle(hired);
        var articles = shelf.fill(hired);
        templates.fill(hired.owner());
        new EightWeeks(narrator, presences, hired, clock, end).tell(start, this::progress);
        mining.look();
        gaps.look();
        forum.tell(hired);
        automate(hired.owner());
        visitors.come(articles);
        post.emptyLetterBoxes();
        arrangements.make(hired);
        regulars.setPasswords(password);
        settings.put(TOLD, Told.ALL, null);
        out.println("\r  100 %");
    }

    private void settle(Hired hired) {
        var grace = hired.owner();
        var support = channels.connect(post.mailbox(), null, grace);
        voices.put(
                support.id().value(),
                support.name(),
                new Voice("Fenwick Bikes · Mill Lane 4 · open Monday to Saturday", true, true, true),
                grace);
        examples.add(examples.all().stream().map(RuleExamples.Example::key).toList(), grace)
                .forEach(rule -> rules.enable(rule.id(), grace));
    }

    /** From now on, so that nobody in the story is reminded of what they have long answered. */
    private void automate(PersonId grace) {
        var angry = new RuleText(
                "Angry customers first",
                Criteria.is(Is.Field.MOOD, "angry", "unhappy"),
                List.of(new Change.SetPriority(Priority.HIGH)),
                false);
        var boomerang = new RuleText(
                "Came back twice",
                new Moment.Happens(Moment.What.REOPENED),
                new Criteria.Compares(Measure.REOPENED, Than.AT_LEAST, 2),
                List.of(new Change.AddTags(Set.of("came-back")), new Change.SetPriority(Priority.HIGH)),
                null,
                false);
        Stream.concat(
                        Stream.of(angry, boomerang).map(text -> rules.add(text, grace)),
                        examples.addTimed(grace).stream())
                .forEach(rule -> rules.enable(rule.id(), grace));
    }

    /** The demo's mail server listens elsewhere after each start. */
    private void reconnect() {
        var owner = agents.all().stream()
                .filter(agent -> agent.role() == Role.OWNER)
                .map(Agent::id)
                .findFirst();
        owner.ifPresent(grace -> channels.byAddress(PostOffice.ADDRESS)
                .map(Channel::id)
                .ifPresent(id ->
                        channels.change(id, post.mailbox(), channels.find(id).team(), grace)));
    }

    private void progress(int percent) {
        if (percent > shown) {
            shown = percent;
            out.print("\r  " + percent + " %");
            out.flush();
        }
    }

    private void print(String password) {
        out.println();
        out.println("Fenwick Bikes is at " + desk.publicUrl() + ". Sign in as");
        for (var colleague : Staff.COLLEAGUES) {
            out.println("  %-34s %-13s %s"
                    .formatted(colleague.email(), colleague.role().word(), String.join(", ", colleague.teams())));
        }
        out.println("with the password  " + password);
        out.println("Customers write at " + desk.publicUrl() + "/contact");
        out.println("and sign in at " + desk.publicUrl() + "/help/sign-in?with=password, with the same password, as");
        regulars.addresses().forEach(email -> out.println("  " + email));
        out.println("and help each other at " + desk.publicUrl() + "/help/community");
        out.println();
    }
}
