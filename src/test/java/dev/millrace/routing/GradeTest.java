package dev.millrace.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.language.Mood;
import dev.millrace.language.UrgencyText;
import dev.millrace.people.CustomerValue;
import dev.millrace.tickets.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What customers write, and the class of priority that the desk gives it when nobody else has. */
class GradeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The whole site is down, none of our users can log in                       | immediate
            URGENT: we have been hacked, all customer data of our company is exposed   | immediate
            I would like to change the colour of my saddle, no hurry                   | low
            The tracking number does not work                                         | moderate
            Thank you, it works again now                                              | moderate
            """)
    void whatStopsEverybodyIsImmediateAndAWishIsLow(String text, String priority) {
        assertThat(of(text, Mood.NEUTRAL, CustomerValue.STANDARD)).isEqualTo(Priority.of(priority.strip()));
    }

    @Test
    void angerAndValueMakeTheSameTroubleMore() {
        var text = "The tracking number does not work";

        assertThat(of(text, Mood.ANGRY, CustomerValue.STANDARD)).isEqualTo(Priority.HIGH);
        assertThat(of(text, Mood.NEUTRAL, CustomerValue.KEY)).isEqualTo(Priority.HIGH);
        assertThat(of(text, Mood.PLEASED, CustomerValue.VALUED)).isEqualTo(Priority.MODERATE);
    }

    private static Priority of(String text, Mood mood, CustomerValue value) {
        return Grade.of(UrgencyText.of(text), mood, value).priority();
    }
}
