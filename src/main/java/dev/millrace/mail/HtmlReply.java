package dev.millrace.mail;

import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/** Finds in HTML where mail programs put the message they answer, and takes it out. */
final class HtmlReply {

    /** The quoted message itself. */
    private static final String QUOTES = String.join(
            ",",
            List.of(
                    "div.gmail_quote",
                    "div.gmail_quote_container",
                    "blockquote.gmail_quote",
                    "div.gmail_extra > div.gmail_quote",
                    "blockquote[type=cite]",
                    "div.yahoo_quoted",
                    "div#yahoo_quoted",
                    "div.yahoo-quoted-begin",
                    "blockquote.protonmail_quote",
                    "div.protonmail_quote",
                    "div.moz-cite-prefix",
                    "blockquote.tutanota_quote",
                    "div.zmail_extra",
                    "blockquote#zmail_extra",
                    "div.WordSection1 > blockquote.cite",
                    "blockquote.cite",
                    "div#divRplyFwdMsg",
                    "div#appendonsend",
                    "div#OLK_SRC_BODY_SECTION",
                    "span#OLK_SRC_BODY_SECTION",
                    "div#isForwardContent",
                    "div.replyForward",
                    "div#replySplit",
                    "div.AppleOriginalContents",
                    "div.ms-outlook-mobile-reference-message",
                    "div#mail-editor-reference-message-container",
                    "hr#stopSpelling",
                    "hr#zwchr",
                    "div#reply-intro",
                    "blockquote.iloop-quote",
                    "div.front-blockquote",
                    "blockquote.front-blockquote",
                    "div.freshdesk_quote",
                    "blockquote.freshdesk_quote",
                    "div.hcl_quote",
                    "table.domino-section",
                    "div.mail_android_quote",
                    "div.cloze_quote",
                    "div.mailbird-quote",
                    "blockquote.mbQuote",
                    "div.reply_content_quote",
                    "div.spark_quote",
                    "div[name=messageReplySection]",
                    "blockquote.spark_quote"));

    private static final String SIGNATURES =
            "div.gmail_signature, div.moz-signature, pre.moz-signature, div#Signature, div#ms-outlook-mobile-signature, "
                    + "div.protonmail_signature_block, div#AppleMailSignature, div.x_gmail_signature, div.zmail_signature";

    /** Where everything that follows in the document is history too. */
    private static final String REST_IS_HISTORY =
            "div#divRplyFwdMsg, div#appendonsend, hr#stopSpelling, hr#zwchr, div#replySplit, div.ms-outlook-mobile-reference-message, "
                    + "div#mail-editor-reference-message-container";

    private HtmlReply() {}

    static ReplyText of(String html, boolean forwarded) {
        var document = Jsoup.parse(HtmlText.shorten(html));
        var whole = HtmlText.of(document.body());
        if (forwarded) {
            return ReplyText.ofText(whole, true);
        }
        var quoted = remove(document);
        var signature = signature(document);
        var changed = quoted != null || !signature.isEmpty();
        var own = ReplyText.ofText(changed ? withoutLastRule(HtmlText.of(document.body())) : whole);
        var history = quoted == null ? "" : HtmlText.of(quoted);
        return new ReplyText(
                own.reply(),
                joined(own.quoted(), history),
                joined(own.signature(), signature),
                quoted == null ? null : document.body().html(),
                quoted == null ? null : quoted.html());
    }

    /** The line that was drawn above the quote. */
    private static String withoutLastRule(String text) {
        return text.endsWith("\n---") ? text.substring(0, text.length() - "\n---".length()) : text;
    }

    private static String joined(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + "\n" + second;
    }

    private static String signature(Document document) {
        var text = new StringBuilder();
        for (var signature : document.select(SIGNATURES)) {
            if (signature.parents().stream().noneMatch(parent -> parent.is(SIGNATURES))) {
                text.append(text.isEmpty() ? "" : "\n").append(HtmlText.of(signature));
            }
            signature.remove();
        }
        return text.toString();
    }

    /** Moves the quoted message out of the document; null when there is none, or when it is the answer's context. */
    private static @Nullable Element remove(Document document) {
        var quotes = document.select(QUOTES);
        var first = quotes.isEmpty() ? outlookBorder(document) : quotes.first();
        if (first == null || isForward(first) || holdsAnswers(quotes)) {
            return null;
        }
        var target = new Element("div");
        if (first.is(REST_IS_HISTORY) || quotes.isEmpty()) {
            moveRest(first, target);
        } else {
            for (var quote : quotes) {
                if (quote.parents().stream().noneMatch(quotes::contains)) {
                    target.appendChild(quote.clone());
                }
            }
            quotes.forEach(Node::remove);
        }
        return target;
    }

    /** Answers written between the lines of the quote: they and their questions belong together. */
    private static boolean holdsAnswers(List<Element> quotes) {
        for (var quote : quotes) {
            if (quote.is("div.gmail_quote") && quote.selectFirst("> blockquote") != null) {
                var rest = quote.clone();
                rest.select("div.gmail_attr, blockquote").remove();
                if (!rest.text().isBlank() && quote.selectFirst("> div.gmail_attr") != null) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isForward(Element quote) {
        var attribution = quote.selectFirst("div.gmail_attr, div.moz-forward-container");
        var start = attribution == null ? quote.text() : attribution.text();
        return QuoteWords.holdsAny(
                start.substring(0, Math.min(200, start.length())).toLowerCase(Locale.ROOT), QuoteWords.FORWARDED);
    }

    /** Word as editor draws a line above the header block. */
    private static @Nullable Element outlookBorder(Document document) {
        for (var element : document.select("div[style*=border-top]")) {
            var style = element.attr("style").replace(" ", "").toLowerCase(Locale.ROOT);
            var text = element.text();
            var line = style.contains("border:none;border-top:solid")
                    || style.contains("border-top:solid#e1e1e1")
                    || style.contains("border-top:solid#b5c4df");
            if (line && HeaderBlock.label(text) == QuoteWords.Label.FROM) {
                var parent = element.parent();
                return parent != null
                                && parent.childrenSize() == 1
                                && parent.normalName().equals("div")
                        ? parent
                        : element;
            }
        }
        return null;
    }

    /** The element and all that comes after it in the document. */
    private static void moveRest(Element first, Element target) {
        Node at = first;
        while (at != null
                && !(at instanceof Element element && element.normalName().equals("body"))) {
            var parent = at.parent();
            var next = at.nextSibling();
            if (at == first) {
                target.appendChild(at.clone());
            }
            while (next != null) {
                var following = next.nextSibling();
                next.remove();
                target.appendChild(next);
                next = following;
            }
            at = parent;
        }
        first.remove();
    }
}
