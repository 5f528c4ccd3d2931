package dev.millrace.language;

import static dev.millrace.language.Sign.Kind.DEADLINE;
import static dev.millrace.language.Sign.Kind.MANY_USERS;
import static dev.millrace.language.Sign.Kind.OUTAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrgencyTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OUTAGE     | is down               | Since 9:30 the whole checkout is down
            DEADLINE   | ASAP                  | Please help ASAP!
            DEADLINE   | within 2 hours        | We need an answer within 2 hours
            SECURITY   | been hacked           | I think my account has been hacked
            PAYMENT    | charged twice         | You charged twice for order 4711
            LEGAL      | lawyer                | My lawyer will write to you
            MANY_USERS | 120 users             | This concerns 120 users
            MANY_USERS | Nobody can            | Nobody can print
            REPEATED   | third time            | This is the third time I ask
            OUTAGE     | can’t log in          | I can’t log in
            OUTAGE     | funktioniert nicht    | Der Drucker funktioniert nicht
            DEADLINE   | dringend              | Es ist wirklich dringend
            OUTAGE     | ne marche plus        | Mon vélo ne marche plus
            DEADLINE   | urgence               | Il y a urgence, merci
            OUTAGE     | no funciona           | La aplicación no funciona
            LEGAL      | abogado               | Hablaré con mi abogado
            OUTAGE     | werkt niet            | De app werkt niet
            REPEATED   | nog steeds geen       | Ik heb nog steeds geen antwoord
            """)
    void aSignIsFoundAndQuotedAsItStands(Sign.Kind kind, String phrase, String text) {
        assertThat(UrgencyText.of(text)).anySatisfy(sign -> {
            assertThat(sign.kind()).isEqualTo(kind);
            assertThat(sign.phrase()).isEqualTo(phrase);
            assertThat(sign.weight()).isBetween(.5, 1.0);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This is not urgent at all",
                "It isn't urgent, no rush",
                "The site is no longer down",
                "There is no deadline",
                "This was never a security breach",
                "It does not crash and it is not a critical thing",
                "Das ist nicht dringend",
                "Es gibt keinen Ausfall",
                "Ce n'est pas urgent",
                "No es urgente",
                "Het is niet dringend",
                "Thank you, the blue one is lovely",
            })
    void whatIsDeniedDoesNotHurry(String text) {
        assertThat(UrgencyText.of(text)).noneMatch(sign -> sign.weight() > 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Not working, urgent",
                "It does not work and it is urgent",
                "Not only down but gone: urgent",
                "No reply from you so far. Urgent!",
            })
    void aDenialReachesNoFurtherThanItsClauseOrItsPhrase(String text) {
        assertThat(UrgencyText.of(text)).extracting(Sign::kind).contains(DEADLINE);
    }

    @Test
    void anOutageThatIsOverIsNone() {
        assertThat(UrgencyText.of("The shop was down this morning. It works again, thanks!"))
                .extracting(Sign::kind)
                .doesNotContain(OUTAGE);
        assertThat(UrgencyText.of("You wrote that it is fixed. But the shop is down again."))
                .extracting(Sign::kind)
                .contains(OUTAGE);
        assertThat(UrgencyText.of("The shop is down. It is not fixed yet."))
                .extracting(Sign::kind)
                .contains(OUTAGE);
    }

    @Test
    void aQuestionThatCanWaitWeighsAgainstHaste() {
        assertThat(UrgencyText.of("Just wondering, do you ship to Norway? No rush."))
                .isNotEmpty()
                .allMatch(sign -> sign.kind() == Sign.Kind.QUESTION && sign.weight() < 0);
    }

    @Test
    void aFewAreNotMany() {
        assertThat(UrgencyText.of("2 users")).isEmpty();
        assertThat(UrgencyText.of("5 users")).extracting(Sign::weight).containsExactly(.7);
        assertThat(UrgencyText.of("1.200 Kunden und 800 users"))
                .extracting(Sign::kind)
                .containsExactly(MANY_USERS, MANY_USERS);
    }

    @Test
    void whatStandsInALinkOrAnAddressIsNotSaid() {
        assertThat(UrgencyText.of("https://example.com/urgent/outage urgent@example.com <a title=\"urgent\">hello</a>"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "!", "🔥🔥🔥", "~ # ## *", "\u0000", "'", "n'", "3"})
    void hardlyAnyTextHoldsNoSign(String text) {
        assertThat(UrgencyText.of(text)).isEmpty();
    }

    @Test
    void aMegabyteIsReadInAMoment() {
        var seed = 4711L;
        var words = List.of("is", "down", "all", "not", "<", "@", "1", "urgent", "'", ".", "\n", "charged");
        var noise = String.join(
                " ",
                new Random(seed)
                        .ints(300_000, 0, words.size())
                        .mapToObj(words::get)
                        .toList());
        var started = System.nanoTime();

        for (var text : List.of(noise, "all ".repeat(250_000), "a".repeat(1_000_000), "<a ".repeat(333_333))) {
            assertThat(UrgencyText.of(text))
                    .as("seed %d", seed)
                    .allMatch(sign -> !sign.phrase().isBlank());
        }

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    }
}
