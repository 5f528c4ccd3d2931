package dev.millrace.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Tue, Mar 3, 2026 at 9:15 AM Linus <help@example.com> wrote:",
                "On Tue, Mar 3, 2026 at 9:15 AM Linus <help@example.com>\nwrote:",
                "On Tue,\nMar 3, 2026 at 9:15 AM Linus\n<help@example.com>\nwrote:",
                "On 3 Mar 2026, at 09:15, Linus <help@example.com> wrote:",
                "On Mar 3, 2026, 9:15 AM -0500, Linus <help@example.com>, wrote:",
                "2026-03-03 9:15 GMT+01:00 Linus <help@example.com>:",
                "Am Di., 3. März 2026 um 09:15 Uhr schrieb Linus <help@example.com>:",
                "Am 03.03.2026 um 09:15 schrieb Linus:",
                "Le mar. 3 mars 2026 à 09:15, Linus <help@example.com> a écrit :",
                "El mar, 3 mar 2026 a las 9:15, Linus (<help@example.com>) escribió:",
                "Il giorno mar 3 mar 2026 alle ore 09:15 Linus <help@example.com> ha scritto:",
                "Em ter., 3 de mar. de 2026 às 09:15, Linus <help@example.com> escreveu:",
                "Linus <help@example.com> escreveu no dia terça, 3/03/2026 à(s) 09:15:",
                "Op di 3 mrt 2026 om 09:15 schreef Linus <help@example.com>:",
                "wt., 3 mar 2026 o 09:15 Linus <help@example.com> napisał(a):",
                "W dniu 03.03.2026 o 09:15, Linus pisze:",
                "Den tis 3 mars 2026 kl 09:15 skrev Linus <help@example.com>:",
                "tir. 3. mar. 2026 kl. 09:15 skrev Linus <help@example.com>:",
                "ti 3. maalisk. 2026 klo 9.15 Linus (help@example.com) kirjoitti:",
                "út 3. 3. 2026 v 9:15 odesílatel Linus <help@example.com> napsal:",
                "вт, 3 мар. 2026 г. в 09:15, Linus <help@example.com>:",
                "03.03.2026, 09:15, \"Linus\" <help@example.com>:",
                "вт, 3 бер. 2026 р. о 09:15 Linus <help@example.com> пише:",
                "Linus <help@example.com>, 3 Mar 2026 Sal, 09:15 tarihinde şunu yazdı:",
                "2026年3月3日(火) 9:15 Linus <help@example.com>:",
                "Linus <help@example.com> 于2026年3月3日周二 09:15写道：",
                "2026년 3월 3일 (화) 오전 9:15, Linus <help@example.com>님이 작성:",
                "‫בתאריך יום ג׳, 3 במרץ 2026 ב-9:15 מאת ‪Linus‬‏ <‪help@example.com‬‏>:‬",
                "في الثلاثاء، 3 مارس 2026 في 9:15 ص تمت كتابة ما يلي بواسطة Linus <help@example.com>:",
                "Linus <help@example.com> ezt írta (időpont: 2026. márc. 3., K, 9:15):",
                "Στις Τρί 3 Μαρ 2026 στις 9:15 π.μ., ο/η Linus <help@example.com> έγραψε:",
                "În mar., 3 mar. 2026 la 09:15, Linus <help@example.com> a scris:",
                "-----Original Message-----\nFrom: Linus <help@example.com>",
                "-----Ursprüngliche Nachricht-----\nVon: Linus",
                "-------- Message d'origine --------\nDe : Linus",
                "---- On Tue, 03 Mar 2026 09:15:00 +0100 Linus <help@example.com> wrote ----",
                "________________________________\nFrom: Linus <help@example.com>\nSent: Tuesday, March 3, 2026 9:15 AM\nTo: Ada\nSubject: Invoice",
                "*From:* Linus <help@example.com>\n*Sent:* Tuesday, March 3, 2026 9:15 AM\n*To:* Ada\n*Subject:* Invoice",
                "Von: Linus <help@example.com>\nGesendet: Dienstag, 3. März 2026 09:15\nAn: Ada\nBetreff: Rechnung",
                "De : Linus <help@example.com>\nEnvoyé : mardi 3 mars 2026 09:15\nÀ : Ada\nObjet : Facture",
                "De: Linus <help@example.com>\nEnviado el: martes, 3 de marzo de 2026 9:15\nPara: Ada\nAsunto: Factura",
                "Da: Linus <help@example.com>\nInviato: martedì 3 marzo 2026 09:15\nA: Ada\nOggetto: Fattura",
                "Van: Linus <help@example.com>\nVerzonden: dinsdag 3 maart 2026 09:15\nAan: Ada\nOnderwerp: Factuur",
                "Od: Linus <help@example.com>\nWysłano: wtorek, 3 marca 2026 09:15\nDo: Ada\nTemat: Faktura",
                "Från: Linus <help@example.com>\nSkickat: den 3 mars 2026 09:15\nTill: Ada\nÄmne: Faktura",
                "Fra: Linus <help@example.com>\nSendt: 3. marts 2026 09:15\nTil: Ada\nEmne: Faktura",
                "Lähettäjä: Linus <help@example.com>\nLähetetty: 3. maaliskuuta 2026 9:15\nVastaanottaja: Ada\nAihe: Lasku",
                "От: Linus <help@example.com>\nОтправлено: 3 марта 2026 г. 9:15\nКому: Ada\nТема: Счёт",
                "Kimden: Linus <help@example.com>\nGönderildi: 3 Mart 2026 Salı 09:15\nKime: Ada\nKonu: Fatura",
                "差出人: Linus <help@example.com>\n送信日時: 2026年3月3日 9:15\n宛先: Ada\n件名: 請求書",
                "发件人: Linus <help@example.com>\n发送时间: 2026年3月3日 9:15\n收件人: Ada\n主题: 发票",
                "보낸 사람: Linus <help@example.com>\n보낸 날짜: 2026년 3월 3일 9:15\n받는 사람: Ada\n제목: 송장",
                "Odesílatel: Linus <help@example.com>\nOdesláno: 3. března 2026\nKomu: Ada\nPředmět: Faktura",
                "## Reply above this line ##",
            })
    void whatFollowsIsHistoryInEveryLanguage(String separator) {
        var content = ReplyText.ofText(
                "It works now.\n\nThank you!\n\n" + separator + "\n\nHave you tried turning it off and on?\nLinus\n");

        assertThat(content.reply()).isEqualTo("It works now.\n\nThank you!");
        assertThat(content.quoted())
                .contains("turning it off")
                .contains(separator.lines().findFirst().orElseThrow().strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sent from my iPhone",
                "Sent from my Verizon Wireless BlackBerry",
                "Sent from Mail for Windows 10",
                "Get Outlook for iOS<https://aka.ms/o0ukef>",
                "Von meinem iPhone gesendet",
                "Envoyé de mon iPhone",
                "Enviado desde mi iPhone",
                "Enviado do meu iPhone",
                "Inviato da iPhone",
                "Verstuurd vanaf mijn iPhone",
                "Wysłane z iPhone'a",
                "Skickat från min iPhone",
                "Sendt fra min iPhone",
                "Lähetetty iPhonesta",
                "Odesláno z iPhonu",
                "Отправлено с iPhone",
                "iPhoneから送信",
                "发自我的iPhone",
                "나의 iPhone에서 보냄",
                "iPhone'umdan gönderildi",
                "-- \nAda Lovelace\nAnalyst",
                "--\nAda",
                "Kind regards,\nAda Lovelace\nAnalytical Engines Ltd\n+44 20 7946 0958\nwww.example.org",
            })
    void theSignatureIsTakenOff(String signature) {
        var content = ReplyText.ofText(
                "It works now.\n\n" + signature + "\n\nOn 3 Mar 2026, at 09:15, Linus wrote:\n\n> Does it?\n");

        assertThat(content.reply()).isEqualTo("It works now.");
        assertThat(content.signature()).isEqualTo(signature);
    }

    @Test
    void aDashedNameIsASignatureAndAListIsNot() {
        assertThat(ReplyText.ofText("It works.\n\n-Ada Lovelace\n").signature()).isEqualTo("-Ada Lovelace");
        assertThat(ReplyText.ofText("I need:\n-Apples\n-Pears\n").signature()).isEmpty();
        assertThat(ReplyText.ofText("I need\n- Apples\n").signature()).isEmpty();
    }

    @Test
    void whatTheWriterCitesAboveTheHistoryStays() {
        var content = ReplyText.ofText(
                "Your manual says\n\n> press the button\n\nOn 3 Mar 2026, at 09:15, Linus wrote:\n\n> Have you tried?\n");

        assertThat(content.reply()).isEqualTo("Your manual says\n\n> press the button");
    }

    @Test
    void aSentenceThatSpeaksOfWritingIsNotAnAttribution() {
        var text = "I wrote to you on 3/3/2026 with these questions:\n\nWhere is my order?\nWhen will it come?";

        assertThat(ReplyText.ofText(text).reply()).isEqualTo(text);
    }

    @Test
    void aSentenceIsNotASignature() {
        assertThat(ReplyText.ofText("Hi\n\nSent from my desk, it looks different than from yours.")
                        .signature())
                .isEmpty();
        assertThat(ReplyText.ofText("Thanks,\nAda").reply()).isEqualTo("Thanks,\nAda");
    }

    @Test
    void anAnswerBelowTheQuoteIsFound() {
        var content = ReplyText.ofText(
                "On 3 Mar 2026, at 09:15, Linus <help@example.com> wrote:\n\n> Does it work?\n> Linus\n\nYes, it does.\n\n-- \nAda");

        assertThat(content.reply()).isEqualTo("Yes, it does.");
        assertThat(content.signature()).isEqualTo("-- \nAda");
    }

    @Test
    void answersBetweenTheQuotedLinesKeepTheirQuestions() {
        var content = ReplyText.ofText(
                "Hi,\n\nOn 3 Mar 2026, Linus wrote:\n> Which version?\n\n2.1\n\n> Which system?\n\nDebian\n\n> Thanks\n> Linus\n");

        assertThat(content.reply())
                .contains("> Which version?", "2.1", "> Which system?", "Debian")
                .doesNotContain("> Thanks");
    }

    @Test
    void aForwardedMessageIsWhatTheMailIsAbout() {
        var text =
                "Please look at this.\n\n---------- Forwarded message ---------\nFrom: Charles <c@example.net>\nDate: Tue, 3 Mar 2026\nSubject: Cogs\nTo: Ada\n\nThey jam.";

        assertThat(ReplyText.ofText(text).reply()).isEqualTo(text);
        assertThat(ReplyText.ofText(
                                "See below\n\nFrom: C <c@example.net>\nSent: Tuesday\nTo: Ada\nSubject: Cogs\n\nThey jam.",
                                true)
                        .reply())
                .contains("They jam.");
    }

    @Test
    void textThatOnlyLooksLikeAnAttributionStays() {
        var text =
                "On the first try I wrote: hello.\nIt failed. From: field was empty.\n\nOn Monday at 10:00 we will look at it again:\nplease be there.";

        assertThat(ReplyText.ofText(text).reply()).isEqualTo(text);
    }

    @Test
    void aMailWithoutHistoryIsAllReply() {
        assertThat(ReplyText.ofText("Hello\n\n> a proverb\n\nsays it all").reply())
                .isEqualTo("Hello\n\n> a proverb\n\nsays it all");
        assertThat(ReplyText.ofText("").reply()).isEmpty();
    }
}
