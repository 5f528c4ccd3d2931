package dev.millrace.notices;

import dev.millrace.learning.LearningEvent.AccuracyFell;
import dev.millrace.notices.Notice.Kind;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells those who look after the desk that it sorts worse than it did: once a week, as long as it lasts. */
@Component
class LearningNotices {

    private final Notices notices;
    private final Menders menders;

    LearningNotices(Notices notices, Menders menders) {
        this.notices = notices;
        this.menders = menders;
    }

    @EventListener
    void tell(AccuracyFell fell) {
        var week = fell.at()
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        notices.tell(
                menders.all(),
                Kind.ACCURACY,
                List.of(percent(fell.recently()), percent(fell.earlier())),
                "/accuracy?field=" + fell.field().word(),
                "accuracy " + fell.field().word() + " " + week);
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
