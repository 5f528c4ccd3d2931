package dev.millrace.web.articles;

import dev.millrace.knowledge.FeedbackFigures;
import dev.millrace.knowledge.FeedbackFigures.Place;
import dev.millrace.knowledge.FeedbackFigures.Said;
import dev.millrace.knowledge.FeedbackFigures.Summary;
import dev.millrace.replies.Proportion;
import dev.millrace.web.Chart;
import dev.millrace.web.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What visitors say about the help centre, as the figures show it.
 *
 * @param page of which alone it is told; empty for all
 * @param done whether the comments are those that nothing is left to do about
 */
public record FeedbackPage(
        int days,
        String page,
        boolean done,
        Summary summary,
        Chart distribution,
        Chart trend,
        List<Place> places,
        List<Said> comments,
        long open,
        long closed) {

    private static final int SHOWN = 50;
    private static final int PLACES = 200;

    static FeedbackPage of(FeedbackFigures figures, int days, String page, boolean done, Texts t) {
        var of = page.isEmpty() ? null : page;
        var summary = figures.summary(days, of);
        return new FeedbackPage(
                days,
                page,
                done,
                summary,
                distribution(summary, t),
                trend(figures, days, of, t),
                figures.places(PLACES),
                figures.comments(done, of, SHOWN),
                figures.count(false, of),
                figures.count(true, of));
    }

    private static Chart distribution(Summary summary, Texts t) {
        return new Chart(
                t.of("feedback.distribution"),
                t.of("feedback.answers"),
                null,
                IntStream.rangeClosed(1, summary.counts().size())
                        .mapToObj(ease -> new Chart.Point(
                                t.of("feedback.ease." + ease), summary.counts().get(ease - 1), 0))
                        .toList());
    }

    private static Chart trend(FeedbackFigures figures, int days, @Nullable String page, Texts t) {
        return new Chart(
                t.of(days == 7 ? "feedback.trend.days" : "feedback.trend.weeks"),
                t.of("feedback.easy"),
                t.of("feedback.answers"),
                figures.steps(days, days == 7 ? 1 : 7, page).stream()
                        .map(step -> new Chart.Point(
                                t.shortDate(step.from().atStartOfDay(t.zone()).toInstant()), step.of(), step.count()))
                        .toList());
    }

    /** How many found it easy. */
    public Proportion easy() {
        return new Proportion((int) summary.easy(), (int) summary.all());
    }

    public boolean isEmpty() {
        return summary.all() == 0 && open == 0 && closed == 0 && page.isEmpty();
    }

    /** How many more there are than are shown. */
    public long beyond() {
        return (done ? closed : open) - comments.size();
    }

    /** The pages to choose from, with their names. */
    public Map<String, String> choices(Texts t) {
        var choices = new LinkedHashMap<String, String>();
        choices.put("", t.of("feedback.pages"));
        places.forEach(place -> choices.put(
                place.page(),
                t.of("feedback.place", place.title() == null ? place.page() : place.title(), place.times())));
        if (!page.isEmpty()) {
            choices.putIfAbsent(page, page);
        }
        return choices;
    }

    public String csv() {
        return "/articles/feedback.csv?days=" + days
                + (page.isEmpty() ? "" : "&page=" + URLEncoder.encode(page, StandardCharsets.UTF_8));
    }

    public String href(boolean done) {
        return href(days, page, done);
    }

    static String href(int days, String page, boolean done) {
        return "/articles/figures?days=" + days
                + (page.isEmpty() ? "" : "&page=" + URLEncoder.encode(page, StandardCharsets.UTF_8))
                + (done ? "&comments=done" : "")
                + "#feedback";
    }
}
