package dev.millrace.learning;

import dev.millrace.kernel.Settings;
import dev.millrace.language.Classifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What serves now, ready in memory: for each field the version that the rows name, loaded when they name another. */
@Component
class Knowledge {

    /** @param threshold how sure it must be to act by itself */
    record Known(Model model, Classifier classifier, double threshold) {}

    private record Loaded(Known known, Trust trust) {}

    private static final Logger log = LoggerFactory.getLogger(Knowledge.class);

    private final Map<Learned, Loaded> loaded = new EnumMap<>(Learned.class);
    private final ModelStore store;
    private final Settings settings;

    Knowledge(ModelStore store, Settings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** Empty until the first training. Looks each time which versions serve, so that no node ever misses a change. */
    synchronized Map<Learned, Known> now() {
        var trust = settings.get(Trust.KEY);
        var serving = store.serving();
        loaded.keySet().retainAll(serving.keySet());
        var now = new EnumMap<Learned, Known>(Learned.class);
        serving.forEach((field, version) -> {
            try {
                now.put(field, known(field, version, trust));
            } catch (UncheckedIOException _) {
                log.info("What is known about {} is of another build and is being learned anew", field.word());
            }
        });
        return now;
    }

    private Known known(Learned field, int version, Trust trust) {
        var last = loaded.get(field);
        if (last != null
                && last.known().model().version() == version
                && last.trust().equals(trust)) {
            return last.known();
        }
        var same = last != null && last.known().model().version() == version ? last.known() : null;
        var model = same == null ? store.find(field, version).orElseThrow() : same.model();
        var classifier = same == null ? classifier(field, version) : same.classifier();
        var known = new Known(model, classifier, trust.threshold(model.figures().outcomes()));
        loaded.put(field, new Loaded(known, trust));
        return known;
    }

    Classifier classifier(Learned field, int version) {
        try {
            return Classifier.read(new ByteArrayInputStream(store.weights(field, version)));
        } catch (IOException e) {
            throw new UncheckedIOException("Version %d of %s cannot be read".formatted(version, field.word()), e);
        }
    }
}
