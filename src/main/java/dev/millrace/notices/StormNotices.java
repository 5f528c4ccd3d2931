package dev.millrace.notices;

import dev.millrace.intake.IntakeEvent.StormBegan;
import dev.millrace.notices.Notice.Kind;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells those who look after the desk that a sender writes more than a person does: once an hour, however long it lasts. */
@Component
class StormNotices {

    private final Notices notices;
    private final Menders menders;

    StormNotices(Notices notices, Menders menders) {
        this.notices = notices;
        this.menders = menders;
    }

    @EventListener
    void tell(StormBegan storm) {
        notices.tell(
                menders.all(),
                Kind.STORM,
                List.of(storm.sender()),
                "/settings/journal",
                "storm " + storm.sender().toLowerCase(Locale.ROOT) + " "
                        + storm.at().truncatedTo(ChronoUnit.HOURS));
    }
}
