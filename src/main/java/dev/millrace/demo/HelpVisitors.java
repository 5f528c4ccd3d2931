package dev.millrace.demo;

import dev.millrace.kernel.Ids;
import dev.millrace.knowledge.Deflections;
import dev.millrace.knowledge.Feedback;
import dev.millrace.knowledge.Feedback.Draft;
import dev.millrace.knowledge.HelpCentre;
import dev.millrace.knowledge.HelpCentre.Listed;
import dev.millrace.knowledge.Readers.Reader;
import dev.millrace.knowledge.Readings;
import dev.millrace.knowledge.Searches;
import dev.millrace.knowledge.Searches.Asked;
import dev.millrace.knowledge.Version;
import dev.millrace.knowledge.Visitor;
import dev.millrace.knowledge.Votes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Who comes to the company's help centre: what they read and look for, what they say about it, and whom it spared a ticket. */
@Component
@ConditionalOnBooleanProperty("millrace.demo.enabled")
class HelpVisitors {

    private static final long SEED = 4;
    private static final List<String> REMARKS = List.of(
            "Worked at once, thank you.",
            "Could do with a picture.",
            "The button is called something else on my telephone.",
            "Exactly what I was looking for.");

    /** What is looked for and not found, and what is found and not wanted. */
    private static final List<String> IN_VAIN =
            List.of("gift voucher", "rent a bike", "child seat", "insurance", "trailer");

    private static final List<String> UNWANTED = List.of("opening hours", "brake pads", "delivery abroad");

    /** What visitors say about the help centre: how easy it was, what they looked for, what should be better. */
    private static final List<Draft> OPINIONS = List.of(
            new Draft("2", "child seat for the Mill 3", "", "/help/search"),
            new Draft("4", "", "A picture of the fold would help more than the text.", "/help/articles/3"),
            new Draft("1", "gift voucher", "Nothing about vouchers at all, I had to write.", "/help/search"),
            new Draft("5", "opening hours", "", "/help"),
            new Draft("3", "insurance", "Say at the top whether it is included.", "/help/search"),
            new Draft("5", "", "", "/help/articles/1"),
            new Draft("4", "how to charge in winter", "", "/help/articles/5"),
            new Draft("2", "where my parcel is", "Tracking should be the first thing on the page.", "/help"),
            new Draft("4", "", "", "/help/search"));

    private static final int MOST_OPINIONS = 40;

    /** So many say in the contact form that an article solved it; every seventh of them writes all the same. */
    private static final int SPARED = 48;

    private static final int BACK_AGAIN = 7;

    private final HelpCentre help;
    private final Readings readings;
    private final Searches searches;
    private final Votes votes;
    private final Feedback feedback;
    private final Deflections deflections;
    private final StoryClock clock;

    HelpVisitors(
            HelpCentre help,
            Readings readings,
            Searches searches,
            Votes votes,
            Feedback feedback,
            Deflections deflections,
            StoryClock clock) {
        this.help = help;
        this.readings = readings;
        this.searches = searches;
        this.votes = votes;
        this.feedback = feedback;
        this.deflections = deflections;
        this.clock = clock;
    }

    void come(List<Version> published) {
        visit(published);
        opine();
        spare();
    }

    /** The last ten days: the first articles of each kind are read most, and most of them help. */
    private void visit(List<Version> published) {
        var random = new Random(SEED);
        var today = LocalDate.now(clock);
        for (var version : published) {
            var liked = .5 + random.nextDouble() / 2;
            var visits = 2 + random.nextInt(30);
            for (var visit = 0; visit < visits; visit++) {
                var reader = new Reader(
                        today.minusDays(random.nextInt(10)),
                        ByteBuffer.allocate(12)
                                .putLong(random.nextLong())
                                .putInt(visit)
                                .array());
                readings.read(version.article(), reader);
                look(version, reader, random);
                if (random.nextInt(6) == 0) {
                    var remark = random.nextInt(5) == 0 ? REMARKS.get(random.nextInt(REMARKS.size())) : "";
                    votes.vote(version, reader, random.nextDouble() < liked, remark);
                }
            }
        }
    }

    /** Over the last weeks; most say nothing but how easy it was. */
    private void opine() {
        var random = new Random(SEED);
        var end = clock.instant();
        for (var nth = 0; nth < MOST_OPINIONS; nth++) {
            clock.set(end.minus(Duration.ofHours(random.nextInt(56 * 24))));
            var page = OPINIONS.get(nth % OPINIONS.size()).page();
            feedback.say(
                    Ids.next(),
                    nth < OPINIONS.size()
                            ? OPINIONS.get(nth)
                            : new Draft(Integer.toString(2 + random.nextInt(4)), "", "", page));
        }
        clock.backToNow();
    }

    /** Over the last weeks; most of them are not heard of again. */
    private void spare() {
        var random = new Random(SEED);
        var end = clock.instant();
        var articles = articles();
        var hours = random.ints(SPARED, 1, 54 * 24)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .toList();
        for (var nth = 0; nth < SPARED; nth++) {
            clock.set(end.minus(Duration.ofHours(hours.get(nth))));
            deflections.settle();
            var article = articles.get((int) (articles.size() * random.nextDouble() * random.nextDouble()));
            var address = "192.0.2." + nth;
            deflections.solvedInForm(article, "", address, "a browser", article.title());
            if (nth % BACK_AGAIN == BACK_AGAIN - 1) {
                clock.set(clock.instant().plus(Duration.ofMinutes(20)));
                deflections.wroteFrom(address, "a browser", article.title());
            }
        }
        clock.backToNow();
        deflections.settle();
    }

    private List<Listed> articles() {
        var sections = help.sections().top().stream()
                .flatMap(section -> help.sections().within(section.id()).stream())
                .collect(Collectors.toSet());
        return help.articles(sections, "en", Visitor.ANYBODY);
    }

    /** Of three readers one has come by the search, and some look for something else as well. */
    private void look(Version version, Reader reader, Random random) {
        if (random.nextInt(3) == 0) {
            var asked = Asked.of("en", version.wording().title(), 1 + random.nextInt(5));
            searches.opened(reader, asked, version.article(), random.nextBoolean());
        }
        if (random.nextInt(6) == 0) {
            searches.asked(reader, Asked.of("en", IN_VAIN.get(random.nextInt(IN_VAIN.size())), 0));
        } else if (random.nextInt(8) == 0) {
            searches.asked(reader, Asked.of("en", UNWANTED.get(random.nextInt(UNWANTED.size())), 2));
        }
    }
}
