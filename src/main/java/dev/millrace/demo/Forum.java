package dev.millrace.demo;

import dev.millrace.community.Community;
import dev.millrace.community.Member;
import dev.millrace.community.Moderation;
import dev.millrace.community.Post;
import dev.millrace.community.Topic;
import dev.millrace.community.Topics;
import dev.millrace.kernel.Settings;
import dev.millrace.knowledge.Section;
import dev.millrace.knowledge.SectionId;
import dev.millrace.knowledge.Sections;
import dev.millrace.people.Agents;
import dev.millrace.people.People;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** What the company's customers ask each other, and one who sells watches. */
@Component
@ConditionalOnBooleanProperty("millrace.demo.enabled")
class Forum {

    private final Topics topics;
    private final Moderation moderation;
    private final Sections sections;
    private final People people;
    private final Agents agents;
    private final Settings settings;
    private final StoryClock clock;

    Forum(
            Topics topics,
            Moderation moderation,
            Sections sections,
            People people,
            Agents agents,
            Settings settings,
            StoryClock clock) {
        this.topics = topics;
        this.moderation = moderation;
        this.sections = sections;
        this.people = people;
        this.agents = agents;
        this.settings = settings;
        this.clock = clock;
    }

    private record Said(String who, String text, boolean solved, int helped) {}

    private record Asked(String section, String title, Said question, List<Said> answers) {}

    private static final List<Asked> TOPICS = List.of(
            new Asked(
                    "Repairs and care",
                    "How often do you oil a chain in winter?",
                    said(
                            "Priya Patel",
                            "I ride **every day**, 8 km each way, and there is salt on the roads from December on. Once a week feels too much. What do you do?",
                            4),
                    List.of(
                            said(
                                    "Jonas Weber",
                                    "Every two weeks, and after each really wet ride. Wipe it dry first, that matters more than the oil.",
                                    3),
                            solved(
                                    "Linus Berg",
                                    "What we tell people in the shop:\n\n- wipe the chain after each salty ride, that takes a minute\n- oil it every **150 km**, a drop on each link\n- wet lube in winter, dry lube from April on",
                                    6),
                            said("Greta Vogel", "I gave up and bought a belt drive. No regrets.", 2))),
            new Asked(
                    "Repairs and care",
                    "Disc brakes squeal after rain",
                    said("Tomasz Nowak", "Only in the morning, and only the rear one. Does that wear the pads?", 7),
                    List.of(
                            solved(
                                    "Jonas Weber",
                                    "Brake hard a few times from 20 km/h and it is gone: water and dust make a film on the disc. Mine has done it for three years and the pads are fine.",
                                    5),
                            said("Elif Kaya", "If it does not go away it may be oil. Then only new pads help.", 2))),
            new Asked(
                    "Orders and delivery",
                    "Can somebody else pick up my bike for me?",
                    said("Ines Silva", "I am abroad when it is ready. Would a message on a phone do?", 1),
                    List.of(solved(
                            "Linus Berg",
                            "Yes: forward the mail that says it is ready. Whoever shows it and a document with a photo gets the bike.",
                            2))),
            new Asked(
                    "Choosing a bike",
                    "Cargo bike up a 12 % hill: mid or hub motor?",
                    said(
                            "Henrik Larsen",
                            "Two children, groceries, and the last 400 metres are steep. Who lives somewhere like that?",
                            3),
                    List.of(
                            said(
                                    "Mei Ito",
                                    "Mid motor, no question. With the hub motor I had to get off when both children were on it.",
                                    4),
                            said(
                                    "Oskar Olsen",
                                    "Look at the torque, not at the watts: 85 Nm climbs here with 60 kg in the box.",
                                    2))),
            new Asked(
                    "Choosing a bike",
                    "Which child seat fits the Mill 3 with a basket?",
                    said("Sofia Rossi", "The basket has its own rack in front. Is there room behind?", 0),
                    List.of()));

    private static Said said(String who, String text, int helped) {
        return new Said(who, text, false, helped);
    }

    private static Said solved(String who, String text, int helped) {
        return new Said(who, text, true, helped);
    }

    /** Over the last days, in the order that they were asked. */
    void tell(Hired hired) {
        settings.put(Community.KEY, new Community(true, false), hired.owner().value());
        var end = clock.instant();
        var at = end.minus(Duration.ofDays(9));
        var asked = new ArrayList<Topic>();
        for (var each : TOPICS) {
            clock.set(at);
            asked.add(ask(each, hired));
            at = at.plus(Duration.ofHours(41));
        }
        clock.set(end.minus(Duration.ofHours(3)));
        topics.ask(
                section("Choosing a bike", hired),
                "Best watches, best price",
                "Look at https://watches.example today only",
                customer("Max Deal"));
        clock.backToNow();
        agents.signedIn(hired.owner())
                .ifPresent(grace -> moderation.pin(asked.getFirst().number(), true, grace));
    }

    private Topic ask(Asked asked, Hired hired) {
        var topic = topics.ask(
                section(asked.section(), hired),
                asked.title(),
                asked.question().text(),
                member(asked.question().who(), hired));
        helped(topics.posts(topic, null).getFirst(), asked.question());
        asked.answers().forEach(answer -> answer(topic, answer, hired));
        return topic;
    }

    private void answer(Topic topic, Said said, Hired hired) {
        clock.set(clock.instant().plus(Duration.ofHours(2)));
        var post = topics.answer(topic.number(), said.text(), member(said.who(), hired));
        helped(post, said);
        if (said.solved()) {
            topics.accept(topic.number(), post.id(), new Member(topic.author(), false));
        }
    }

    private void helped(Post post, Said said) {
        for (var nth = 0; nth < said.helped(); nth++) {
            topics.vote(post.id(), true, customer("Reader " + nth));
        }
    }

    private Member member(String name, Hired hired) {
        return hired.byName().containsKey(name) ? new Member(hired.id(name), true) : customer(name);
    }

    private Member customer(String name) {
        var email = name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@post.example";
        return new Member(people.meet(email, name).id(), false);
    }

    private SectionId section(String name, Hired hired) {
        return sections.active().stream()
                .filter(section -> section.name().equals(name))
                .findFirst()
                .map(Section::id)
                .orElseGet(() -> sections.add(null, name, "", hired.owner()).id());
    }
}
