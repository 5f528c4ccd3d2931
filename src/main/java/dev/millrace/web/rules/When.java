package dev.millrace.web.rules;

import dev.millrace.routing.Moment;
import dev.millrace.routing.Moment.Happens;
import dev.millrace.routing.Moment.Lasts;

/** The moment of a rule while it is being written: what was chosen for each kind is kept while another one is looked at. */
public record When(Moment.Kind kind, Moment.What what, Moment.State state, Span time) {

    static final When OPENS =
            new When(Moment.Kind.OPENS, Moment.What.ANSWERED, Moment.State.WAITING, new Span("3", Span.Unit.DAYS));

    static When of(Moment moment) {
        return switch (moment) {
            case Moment.Opens _ -> OPENS;
            case Happens(var what) -> new When(Moment.Kind.HAPPENS, what, OPENS.state(), OPENS.time());
            case Lasts(var state, var time) -> new When(Moment.Kind.LASTS, OPENS.what(), state, Span.of(time));
        };
    }

    Moment moment() {
        return switch (kind) {
            case OPENS -> Moment.OPENS;
            case HAPPENS -> new Happens(what);
            case LASTS -> new Lasts(state, time.duration());
        };
    }
}
