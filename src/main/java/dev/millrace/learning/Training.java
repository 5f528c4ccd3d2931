package dev.millrace.learning;

import dev.millrace.language.Classifier;
import dev.millrace.language.Embedder;
import dev.millrace.language.Label;
import dev.millrace.language.Labelled;
import dev.millrace.language.Outcome;
import dev.millrace.language.Progress;
import dev.millrace.language.Read;
import dev.millrace.learning.LabelledTickets.LabelledTicket;
import dev.millrace.learning.Model.Figures;
import dev.millrace.learning.Model.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the next version of what is known about a field. Names and descriptions come first; what is learned from tickets
 * takes over when it was right more often on tickets that it had not seen, and never before.
 */
@Component
class Training {

    private static final Logger log = LoggerFactory.getLogger(Training.class);

    /** From so many tickets on, learning from them is tried. */
    static final int ENOUGH = 50;

    /** With fewer tickets than this each of them is held out once, in five rounds; with more, a fifth of them is. */
    private static final int FEW = 500;

    private static final int FOLDS = 5;

    /** What was right about tickets that were held out. */
    private record Trial(List<Outcome> outcomes) {

        double accuracy() {
            return outcomes.isEmpty()
                    ? 0
                    : (double) outcomes.stream().filter(Outcome::right).count() / outcomes.size();
        }
    }

    private final ReentrantLock one = new ReentrantLock();
    private final Labels labels;
    private final LabelledTickets tickets;
    private final Said said;
    private final Embedder embedder;
    private final Models models;
    private final ModelStore store;

    Training(Labels labels, LabelledTickets tickets, Said said, Embedder embedder, Models models, ModelStore store) {
        this.labels = labels;
        this.tickets = tickets;
        this.said = said;
        this.embedder = embedder;
        this.models = models;
        this.store = store;
    }

    /** Whether there is something new to learn. */
    boolean due(Learned field) {
        var today = labels.of(field);
        if (today.size() < 2) {
            return false;
        }
        return store.basis(field)
                .map(before -> !before.isOf(today) || said.reaches(before.next(), field, ids(today)))
                .orElse(true);
    }

    /**
     * Learns from what there is; takes from under a second to about a minute. Nothing comes of it with fewer than two values.
     * One after the other, so that what serves in the end has seen what there was last.
     */
    Optional<Model> train(Learned field, Progress progress) {
        one.lock();
        try {
            return learn(field, progress);
        } finally {
            one.unlock();
        }
    }

    private Optional<Model> learn(Learned field, Progress progress) {
        var started = System.nanoTime();
        var values = labels.of(field);
        if (values.size() < 2) {
            return Optional.empty();
        }
        var basis = Basis.of(values, tickets.count(field, ids(values)));
        var known = known(field, values);
        var names = Classifier.fromNames(embedder, values);
        var namesTrial = trial(names, known);
        if (basis.examples() < ENOUGH) {
            return Optional.of(publish(field, Kind.NAMES, basis, names, namesTrial, namesTrial, started));
        }
        var trial = new Trial(new ArrayList<>());
        var namesOnTheSame = new Trial(new ArrayList<>());
        var folds = known.size() < FEW ? FOLDS : 1;
        for (var fold = 0; fold < folds; fold++) {
            var heldOut = fold(known, fold, true);
            var share = (double) fold / (folds + 1);
            var learned = learn(values, fold(known, fold, false), within(progress, share, folds + 1));
            trial.outcomes().addAll(trial(learned, heldOut).outcomes());
            namesOnTheSame.outcomes().addAll(trial(names, heldOut).outcomes());
        }
        if (trial.accuracy() <= namesOnTheSame.accuracy()) {
            return Optional.of(publish(field, Kind.NAMES, basis, names, namesTrial, namesTrial, started));
        }
        var whole = learn(values, known, within(progress, (double) folds / (folds + 1), folds + 1));
        return Optional.of(publish(field, Kind.TRAINED, basis, whole, trial, namesOnTheSame, started));
    }

    private Classifier learn(List<Label> values, List<Labelled> known, Progress progress) {
        return Classifier.train(embedder, values, known, List.of(), progress);
    }

    private static Progress within(Progress whole, double from, int parts) {
        return share -> whole.at(from + share / parts);
    }

    /** Every fifth ticket, the same each time: the number of the ticket decides. */
    private static List<Labelled> fold(List<Labelled> known, int fold, boolean in) {
        return known.stream()
                .filter(each -> (Long.parseLong(each.source()) % FOLDS == fold) == in)
                .toList();
    }

    private static Trial trial(Classifier classifier, List<Labelled> known) {
        var guesses = classifier.guess(known.stream().map(Labelled::text).toList());
        return new Trial(IntStream.range(0, known.size())
                .mapToObj(i -> new Outcome(
                        guesses.get(i).best().probability(),
                        guesses.get(i).best().label().equals(known.get(i).label())))
                .toList());
    }

    private List<Labelled> known(Learned field, List<Label> values) {
        var offered = ids(values);
        var all = tickets.of(field, embedder.model()).stream()
                .filter(each -> offered.contains(each.value()))
                .toList();
        var unread = all.stream().filter(each -> each.vector() == null).toList();
        var vectors =
                embedder.embed(unread.stream().map(Training::text).toList()).iterator();
        return all.stream()
                .map(each -> {
                    var vector = each.vector() == null ? vectors.next() : each.vector();
                    return new Labelled(
                            new Read(text(each), vector), each.value(), Long.toString(each.number()), each.weight());
                })
                .toList();
    }

    private static Set<String> ids(List<Label> values) {
        return values.stream().map(Label::id).collect(Collectors.toSet());
    }

    private static String text(LabelledTicket ticket) {
        return Reader.text(ticket.subject(), ticket.body());
    }

    private Model publish(
            Learned field, Kind kind, Basis basis, Classifier classifier, Trial trial, Trial names, long started) {
        var seconds = (System.nanoTime() - started) / 1e9;
        var figures =
                new Figures(trial.outcomes().size(), trial.accuracy(), names.accuracy(), trial.outcomes(), seconds);
        var model = models.publish(field, kind, basis, figures, bytes(classifier));
        log.info(
                "Version {} of {} knows {} values from {}, right about {} of 100 in {} tried",
                model.version(),
                field.word(),
                model.labels(),
                kind == Kind.NAMES ? "their names" : model.examples() + " tickets",
                Math.round(figures.accuracy() * 100),
                figures.heldOut());
        return model;
    }

    private static byte[] bytes(Classifier classifier) {
        try {
            var bytes = new ByteArrayOutputStream();
            classifier.write(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
