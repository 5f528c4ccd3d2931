package dev.millrace.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReplyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div class=gmail_quote><div class=gmail_attr>On Tue, Linus wrote:<br></div><blockquote class=gmail_quote>OLD</blockquote></div>",
                "<div class=\"gmail_quote gmail_quote_container\"><div dir=ltr class=gmail_attr>Am Di. schrieb Linus:</div><blockquote>OLD</blockquote></div>",
                "<blockquote type=cite><div>On 3 Mar 2026, at 09:15, Linus wrote:</div>OLD</blockquote>",
                "<div class=moz-cite-prefix>On 3/3/26 9:15, Linus wrote:<br></div><blockquote type=cite cite=\"mid:1@x\">OLD</blockquote>",
                "<div id=appendonsend></div><hr><div id=divRplyFwdMsg dir=ltr><b>From:</b> Linus<br><b>Sent:</b> Tuesday</div><div>OLD</div>",
                "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>From:</b> Linus &lt;l@example.com&gt;<br><b>Sent:</b> Tuesday</p></div></div><p>OLD</p>",
                "<div class=yahoo_quoted id=yahoo_quoted_1><div>On Tuesday, Linus wrote:</div>OLD</div>",
                "<div class=protonmail_quote>On Tuesday, Linus wrote:<br><blockquote class=protonmail_quote type=cite>OLD</blockquote></div>",
                "<hr id=zwchr><div><b>From: </b>Linus<br></div><div>OLD</div>",
                "<div>On Tue, Mar 3, 2026 at 9:15 AM Linus &lt;l@example.com&gt; wrote:</div><div>OLD</div>",
                "<p><b>Von:</b> Linus<br><b>Gesendet:</b> Dienstag<br><b>An:</b> Ada<br><b>Betreff:</b> Rechnung</p><p>OLD</p>",
            })
    void theQuoteOfEveryProgramIsTakenOut(String quote) {
        var content = ReplyText.ofHtml("<html><body><div>It <b>works</b> now.</div><br>" + quote + "</body></html>");

        assertThat(content.reply()).isEqualTo("It works now.");
        assertThat(content.quoted()).contains("OLD");
    }

    @Test
    void signaturesOfMailProgramsAreTakenOut() {
        var content = ReplyText.ofHtml(
                "<div>Yes<div class=gmail_signature>Ada<br>Engine room</div></div><blockquote type=cite>OLD</blockquote>");

        assertThat(content.reply()).isEqualTo("Yes");
        assertThat(content.signature()).isEqualTo("Ada\nEngine room");
    }

    @Test
    void answersBetweenTheLinesKeepTheirQuestions() {
        var content = ReplyText.ofHtml(
                "<div>See below</div><div class=gmail_quote><div class=gmail_attr>On 3 Mar 2026, Linus &lt;l@example.com&gt; wrote:</div>"
                        + "<blockquote>Which version?</blockquote><div>2.1</div><blockquote>Which system?</blockquote><div>Debian</div></div>");

        assertThat(content.reply()).contains("> Which version?", "2.1", "> Which system?", "Debian");
    }

    @Test
    void theRuleAboveTheQuoteGoesWithIt() {
        assertThat(ReplyText.ofHtml("<p>Yes</p><hr><div id=divRplyFwdMsg><b>From:</b> Linus</div><p>OLD</p>")
                        .reply())
                .isEqualTo("Yes");
    }

    @Test
    void theNewPartIsKeptAsHtmlToo() {
        var content = ReplyText.ofHtml("<p>It <b>works</b>.</p><blockquote type=cite>OLD</blockquote>");

        assertThat(content.replyHtml()).contains("<b>works</b>").doesNotContain("OLD");
        assertThat(content.quotedHtml()).contains("OLD");
    }

    @Test
    void aForwardInGmailIsNotHistory() {
        var content = ReplyText.ofHtml(
                "<div>See:</div><div class=gmail_quote><div class=gmail_attr>---------- Forwarded message ---------<br>From: C</div>They jam.</div>");

        assertThat(content.reply()).contains("They jam.");
    }
}
