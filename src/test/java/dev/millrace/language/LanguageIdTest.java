package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageIdTest {

    /** Linus's desk sells bicycles in five countries. */
    private final LanguageId desk = new LanguageId(Set.of("en", "de", "fr", "es", "nl"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | My order has not arrived
            en | I cannot log in since this morning
            de | Wo bleibt meine Bestellung?
            de | Guten Tag, die Rechnung stimmt nicht
            fr | Où est ma commande ?
            fr | Je n'arrive pas à me connecter
            es | Mi pedido no ha llegado
            es | ¿Cómo puedo cambiar mi contraseña?
            nl | Waar blijft mijn bestelling?
            nl | Ik kan niet meer inloggen
            """)
    void oneShortSentenceIsEnough(String language, String text) {
        assertThat(desk.of(text)).map(Detected::language).contains(language);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | Wo bleibt ORD-12345? Siehe https://shop.example.com/your/order/status und ada@example.com
            fr | <p>Ma facture n'est pas correcte</p><br>
            en | Where is invoice 2024-RE-00417 of 12.03.?
            """)
    void linksAddressesNumbersAndMarkupAreNotRead(String language, String text) {
        assertThat(desk.of(text)).map(Detected::language).contains(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "ok", "12345", "🚲🚲🚲", "http://example.com", "ada@example.com", "<br><br>", "\u0000"})
    void whatHoldsNoWordsIsInNoLanguage(String text) {
        assertThat(desk.of(text)).isEmpty();
    }

    @Test
    void aLanguageThatTheDeskDoesNotSpeakIsNotTakenForOneThatItDoes() {
        assertThat(desk.of("Здравствуйте, я не могу войти в свою учётную запись"))
                .isEmpty();
        assertThat(new LanguageId(LanguageId.known()).of("Здравствуйте, я не могу войти в свою учётную запись"))
                .map(Detected::language)
                .contains("ru");
    }

    @Test
    void theSameTextIsReadByTheLanguagesThatTheDeskSpeaks() {
        var text = "Jeg kan ikke logge ind";

        assertThat(new LanguageId(List.of("da", "de")).of(text))
                .map(Detected::language)
                .contains("da");
        assertThat(new LanguageId(List.of("nb", "de")).of("Jeg får ikke logget inn på kontoen min"))
                .map(Detected::language)
                .contains("no");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ja | ログインできません。助けてください
            zh | 我无法登录我的账户
            ko | 로그인할 수 없습니다
            ar | لا أستطيع تسجيل الدخول إلى حسابي
            el | Δεν μπορώ να συνδεθώ στον λογαριασμό μου
            """)
    void scriptsOtherThanLatinAreRead(String language, String text) {
        assertThat(new LanguageId(List.of("en", "ja", "zh", "ko", "ar", "el")).of(text))
                .map(Detected::language)
                .contains(language);
    }

    @Test
    void aMegabyteOfAnythingIsReadAtOnce() {
        var seed = 20261122L;
        var random = new Random(seed);
        var noise = random.ints(1_000_000, 1, 0xFFFF)
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
        var started = System.nanoTime();

        for (var text : List.of(noise, "<".repeat(1_000_000), "a@".repeat(500_000), "a1-".repeat(333_333))) {
            assertThat(desk.of(text)).as("seed %d", seed).satisfies(_ -> {});
        }
        assertThat(desk.of("Where is my order? ".repeat(50_000)))
                .map(Detected::language)
                .contains("en");

        assertThat(System.nanoTime() - started).isLessThan(5_000_000_000L);
    }

    @Test
    void confidenceIsAShareAmongTheDesksLanguages() {
        assertThat(desk.of("My order has not arrived and I would like to know where it is"))
                .hasValueSatisfying(
                        detected -> assertThat(detected.confidence()).isBetween(.95, 1.0));
    }
}
