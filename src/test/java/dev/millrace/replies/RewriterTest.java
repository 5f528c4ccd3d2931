package dev.millrace.replies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.replies.Courtesy.Names;
import dev.millrace.replies.Rewritten.Change;
import dev.millrace.replies.Rewritten.Why;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Linus has written to Ada and would rather say it otherwise. */
class RewriterTest {

    private static final Names ADA_AND_LINUS = new Names("Ada", "Ada Lovelace", "Linus", "Linus Pauling");
    private static final Names STRANGERS = Names.NONE;

    @Test
    void aStiffAnswerBecomesFriendlier() {
        var stiff = """
                Dear Ada,

                we apologise for the delay. Your order is not lost, and we will send it today. Kindly check your mailbox.

                Please do not hesitate to contact us by phone.

                Kind regards
                Linus""";

        assertThat(said(stiff, Tone.FRIENDLIER)).isEqualTo("""
                Hi Ada,

                we’re sorry about the delay. Your order isn’t lost, and we’ll send it today. Please check your mailbox.

                Just get in touch by phone.

                Best wishes
                Linus""");
    }

    @Test
    void aCasualAnswerBecomesMoreFormal() {
        var casual = """
                Hi Ada!

                Sorry about the mix-up :) We've looked into it and it'll be fixed ASAP!! Thanks for your help, let us know if it isn't.

                Cheers
                Linus""";

        assertThat(said(casual, Tone.MORE_FORMAL)).isEqualTo("""
                Dear Ada,

                We apologise for the mix-up. We have reviewed it and it will be resolved as soon as possible. Thank you for your help, \
                please inform us if it is not.

                Kind regards
                Linus""");
    }

    @Test
    void aLongAnswerBecomesShorter() {
        var wordy = """
                Hi Ada,

                Thank you so much for contacting us. I hope this email finds you well.

                Please note that we are able to change the address due to the fact that it has not left. Basically, it is \
                waiting here. It is, of course, free.

                If you have any further questions, please do not hesitate to contact us.

                Best wishes
                Linus""";

        assertThat(said(wordy, Tone.SHORTER)).isEqualTo("""
                Hi Ada,

                We can change the address because it has not left. It is waiting here. It is free.

                Best wishes
                Linus""");
    }

    @Test
    void jargonBecomesPlainer() {
        assertThat(said("We utilise the RMA number in order to expedite this, i.e. prior to Friday.", Tone.PLAINER))
                .isEqualTo("We use the return number to speed up this, that is before Friday.");
        assertThat(said("Subsequently, we will notify you. Therefore we require additional information.", Tone.PLAINER))
                .isEqualTo("Later, we will tell you. So we need more information.");
    }

    @Test
    void germanIsSaidOtherwiseWithoutExchangingDuAndSie() {
        var stiff = """
                Sehr geehrte Frau Lovelace,

                wir bedauern, dass Ihr Rad noch nicht da ist. Wir benötigen Ihre Adresse.

                Mit freundlichen Grüßen
                Linus""";
        assertThat(said("de", stiff, Tone.FRIENDLIER, ADA_AND_LINUS)).isEqualTo("""
                Hallo Frau Lovelace,

                es tut uns leid, dass Ihr Rad noch nicht da ist. Wir brauchen Ihre Adresse.

                Viele Grüße
                Linus""");

        var casual = "Hallo Ada,\n\ndanke für deine Nachricht. Das klappt, ok?\n\nLG\nLinus";
        assertThat(said("de", casual, Tone.MORE_FORMAL, ADA_AND_LINUS))
                .isEqualTo("Guten Tag Ada,\n\nvielen Dank für deine Nachricht. Das funktioniert, in Ordnung?\n\n"
                        + "Mit freundlichen Grüßen\nLinus");

        var wordy =
                "Hallo Ada,\n\nvielen Dank für Ihre Nachricht. Die Bestellung ist eigentlich da. Eigentlich ist alles gut.\n\nLG";
        assertThat(said("de", wordy, Tone.SHORTER, ADA_AND_LINUS))
                .isEqualTo("Hallo Ada,\n\ndie Bestellung ist da. Eigentlich ist alles gut.\n\nLG");

        assertThat(said(
                        "de",
                        "Wir prüfen das unverzüglich, d. h. zum jetzigen Zeitpunkt.",
                        Tone.PLAINER,
                        ADA_AND_LINUS))
                .isEqualTo("Wir prüfen das sofort, das heißt jetzt.");
    }

    @Test
    void whoIsNotGreetedIsGreetedByNameAndWhatIsNotSignedIsSigned() {
        assertThat(said("Your order is here.", Tone.FRIENDLIER))
                .isEqualTo("Hi Ada,\n\nYour order is here.\n\nBest wishes\nLinus");
        assertThat(said("Your order is here.\n\nLinus", Tone.MORE_FORMAL))
                .isEqualTo("Dear Ada,\n\nYour order is here.\n\nKind regards\nLinus");
        assertThat(said("en", "Your order is here.", Tone.MORE_FORMAL, STRANGERS))
                .isEqualTo("Hello,\n\nYour order is here.\n\nKind regards");
        assertThat(said("de", "Die Bestellung ist da.", Tone.FRIENDLIER, ADA_AND_LINUS))
                .isEqualTo("Hallo Ada,\n\ndie Bestellung ist da.\n\nViele Grüße\nLinus");
        assertThat(said("de", "Wir haben Ihre Bestellung.", Tone.MORE_FORMAL, ADA_AND_LINUS))
                .isEqualTo(
                        "Guten Tag Ada Lovelace,\n\nwir haben Ihre Bestellung.\n\nMit freundlichen Grüßen\nLinus Pauling");
    }

    @Test
    void aGreetingToNobodyGetsTheNameAndOneToSomebodyKeepsIt() {
        greets("Hi there,", Tone.MORE_FORMAL, "Dear Ada,");
        greets("Dear customer,", Tone.FRIENDLIER, "Hi Ada,");
        greets("To whom it may concern,", Tone.FRIENDLIER, "Hi Ada,");
        greets("Good morning,", Tone.MORE_FORMAL, "Good morning Ada,");
        greets("Dear Mr. Babbage,", Tone.FRIENDLIER, "Dear Mr. Babbage,");
        greets("Hi Mr. Babbage,", Tone.MORE_FORMAL, "Dear Mr. Babbage,");
        greets("Hey Charles and Grace!", Tone.MORE_FORMAL, "Dear Charles and Grace,");
        greets("Hi {{customer.first_name|there}},", Tone.MORE_FORMAL, "Dear {{customer.first_name|there}},");
        greets("Hello all,", Tone.FRIENDLIER, "Hello all,");
        greets("Hi thanks for your mail", Tone.MORE_FORMAL, "Hi thank you for your mail");
    }

    @Test
    void whatMustNotBeTouchedStays() {
        var kept = """
                Hi Ada,

                see https://millrace.example/do-not/utilise?x=1 or write to do.not@utilise.example about AB-1234 and 3 kg.

                > we can't utilise this
                > Thanks

                ```
                do not utilise
                ```

                Type `do not utilise` or “we can’t, thanks” or "prior to that", {{ask: do not utilise}} and ⟦we can't⟧.

                Best wishes
                Linus""";

        for (var tone : List.of(Tone.FRIENDLIER, Tone.SHORTER, Tone.PLAINER)) {
            assertThat(said(kept, tone)).as(tone.word()).isEqualTo(kept);
        }
        assertThat(said(kept, Tone.MORE_FORMAL))
                .isEqualTo(kept.replace("Hi Ada", "Dear Ada").replace("Best wishes", "Kind regards"));
    }

    @Test
    void wordsThatOnlyLookAlikeStay() {
        stays("I know where it is. Yes, it is.", Tone.FRIENDLIER);
        stays("The fixed price is a fix.", Tone.MORE_FORMAL);
        stays("Isn’t it here? Don’t you see it?", Tone.MORE_FORMAL);
        stays("It is not very late, and very well packed.", Tone.SHORTER);
        stays("It is a sufficient amount, an additional-free re-utilise.", Tone.PLAINER);
        stays("Of course.", Tone.SHORTER);
    }

    @Test
    void theFirstLetterAndTheApostropheStayAsTheyWere() {
        assertThat(body("do not. Do not. DO NOT worry", Tone.FRIENDLIER)).isEqualTo("don’t. Don’t. DON’T worry");
        assertThat(body("It's late. It is not good.", Tone.FRIENDLIER)).isEqualTo("It's late. It's not good.");
        assertThat(body("We do it ASAP. ASAP means now.", Tone.MORE_FORMAL))
                .isEqualTo("We do it as soon as possible. As soon as possible means now.");
    }

    @Test
    void eachChangeSaysWhatItWasWhatItBecameAndWhy() {
        var rewritten = Tones.rewritten("Hi Ada,\n\nwe utilise it.\n\nBest", Tone.PLAINER, "en", ADA_AND_LINUS);

        assertThat(rewritten.changes()).containsExactly(new Change(12, "utilise", "use", List.of(Why.PLAIN)));
        assertThat(rewritten.stretches()).extracting(Rewritten.Stretch::changed).containsExactly(false, true, false);
    }

    @Test
    void whatOnlyComesTogetherByAChangeIsChangedAsWell() {
        assertThat(body("We send it in basically order to help.", Tone.SHORTER)).isEqualTo("We send it to help.");
    }

    @Test
    void whatWouldVanishAltogetherStays() {
        assertThat(said("Thank you for contacting us.", Tone.SHORTER)).isEqualTo("Thank you for contacting us.");
    }

    @Test
    void noPhraseOfTheBooksIsSaidAsItIsAlready() {
        for (var language : Phrasebook.LANGUAGES) {
            for (var tone : Tone.values()) {
                assertThat(Phrasebook.in(language).rules(tone))
                        .as("%s, %s", language, tone)
                        .hasSizeGreaterThan(30)
                        .noneMatch(rule ->
                                rule.from().equals(rule.to()) || rule.to().contains("$"));
            }
        }
    }

    private static void greets(String greeting, Tone tone, String instead) {
        var text = "\n\nyour order is here.\n\nBest wishes\nLinus";
        assertThat(said(greeting + text, tone)).as(greeting).startsWith(instead + "\n\nyour order");
    }

    private static void stays(String text, Tone tone) {
        assertThat(body(text, tone)).as(tone.word()).isEqualTo(text);
    }

    /** Without greeting and sign-off. */
    private static String body(String text, Tone tone) {
        var whole = "Good morning Ada,\n\n" + text + "\n\nRegards to all\nKind wishes";
        var said = said(whole, tone);
        return said.substring(
                "Good morning Ada,\n\n".length(), said.length() - "\n\nRegards to all\nKind wishes".length());
    }

    private static String said(String text, Tone tone) {
        return said("en", text, tone, ADA_AND_LINUS);
    }

    private static String said(String language, String text, Tone tone, Names names) {
        var once = Tones.rewritten(text, tone, language, names);
        var twice = Tones.rewritten(once.text(), tone, language, names);
        assertThat(twice.changes())
                .as("what would be changed again in “%s”", once.text())
                .isEmpty();
        return once.text();
    }
}
