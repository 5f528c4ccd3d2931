package dev.millrace.learning;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.Conflict;
import dev.millrace.kernel.Refusal.NotFound;
import dev.millrace.learning.Model.Figures;
import dev.millrace.learning.Model.Kind;
import dev.millrace.people.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The versions of what was learned: a new one is added and serves at once, on all nodes; an old one can be gone back to. */
@Component
@Transactional
public class Models {

    private final ModelStore store;
    private final Audit audit;
    private final Clock clock;

    Models(ModelStore store, Audit audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Model> serving(Learned field) {
        return Optional.ofNullable(store.serving().get(field)).flatMap(version -> store.find(field, version));
    }

    /** Latest first. */
    @Transactional(readOnly = true)
    public List<Model> versions(Learned field) {
        return store.versions(field);
    }

    @Transactional(readOnly = true)
    public boolean pinned(Learned field) {
        return store.pinned(field);
    }

    /** A version that somebody has chosen; refused when it does not exist or only its figures were kept. */
    @Transactional(readOnly = true)
    public Model usable(Learned field, String version) {
        var number = version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : 0;
        var model =
                store.find(field, number).orElseThrow(() -> new NotFound("There is no version %s.".formatted(version)));
        if (!store.hasWeights(field, number)) {
            throw new Conflict("Version %d is so old that only its figures were kept.".formatted(number));
        }
        return model;
    }

    /** From now on this version serves, and newer ones only stand by, until somebody lets the newest serve again. */
    public void pin(Learned field, int version, PersonId by) {
        var model = usable(field, Integer.toString(version));
        var before = store.serving().get(field);
        store.serve(field, version, true, clock.instant());
        audit.record(by.value(), "model.pinned", field.word(), before, model.version());
    }

    /** From now on the newest serves again. */
    public void unpin(Learned field, PersonId by) {
        var newest = store.versions(field).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("Nothing has been learned yet."));
        var before = store.serving().get(field);
        store.serve(field, newest.version(), false, clock.instant());
        audit.record(by.value(), "model.unpinned", field.word(), before, newest.version());
    }

    /** A new version, which serves at once unless somebody has pinned an old one. */
    Model publish(Learned field, Kind kind, Basis basis, Figures figures, byte[] weights) {
        var at = clock.instant();
        var model = store.add(field, kind, basis, figures, weights, at);
        if (!store.pinned(field)) {
            store.serve(field, model.version(), false, at);
        }
        store.forgetOldWeights(field);
        return model;
    }
}
