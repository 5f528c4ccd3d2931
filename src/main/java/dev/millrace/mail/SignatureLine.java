package dev.millrace.mail;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the line at which a signature begins: the dashes of RFC 3676, "Sent from my phone", or a visiting card. */
final class SignatureLine {

    private static final int LONGEST_SIGNATURE = 15;
    private static final int LONGEST_CARD = 10;

    /** How phones and apps say that they sent it, in the languages they speak. */
    private static final Pattern SENT_FROM = Pattern.compile(
            "(?:sent (?:from|via|with|using|by)|get (?:outlook|bluemail|aquamail)|download (?:outlook|the)|"
                    + "von (?:meinem|unterwegs|mobil)|gesendet (?:von|mit|über)|diese nachricht wurde von|envoyé (?:de|depuis|à partir|avec)|"
                    + "obtenez outlook|télécharger outlook|enviado (?:desde|de|do|del|via|por|con)|obtener outlook|obter o outlook|"
                    + "inviato (?:da|dal|con)|scarica outlook|ottieni outlook|verzonden (?:vanaf|met|via)|verstuurd (?:vanaf|met|via)|outlook voor|"
                    + "wysłan[eo] z|pobierz (?:aplikację )?outlook|skickat från|hämta outlook|sendt fra|hent outlook|skaff deg outlook|lähetetty|"
                    + "hanki outlook|odesláno z|získat outlook|odoslané z|отправлено (?:с|из)|надіслано з|скачать outlook|скачайте outlook|"
                    + "發自|发自|從我的|来自我的|由我的|获取 ?outlook|取得 ?outlook|נשלח מ|أُ?رسلت? من|مُرسَل من|στάλθηκε από|αποκτήστε το outlook|"
                    + "trimis de|descărcați outlook|elküldve|küldve|iphone'?umdan|saadetud|išsiųsta iš|nosūtīts no|poslano (?:z|s|iz)|изпратено от|"
                    + "enviat des|gửi từ|dikirim dari|ส่งจาก).{0,100}");

    private static final Pattern SENT_FROM_AT_END =
            Pattern.compile(".{0,60}(?:gesendet|iphoneから送信|ipadから送信|から送信|에서 보냄|에서 보냈습니다|gönderildi|传送|傳送|送信しました)\\.?");

    private static final Pattern DASHES = Pattern.compile("(?:--|—|––|__|- -|-- ?-)\\s*");

    private static final Pattern DASHED_NAME =
            Pattern.compile("[-–—]\\p{Lu}[\\p{L}.']{0,20}(?: \\p{Lu}[\\p{L}.']{0,20}){0,3}");

    private static final Set<String> SIGN_OFFS = Set.of(
            "regards",
            "best regards",
            "kind regards",
            "warm regards",
            "many thanks",
            "thanks",
            "thank you",
            "thx",
            "cheers",
            "best",
            "best wishes",
            "sincerely",
            "yours sincerely",
            "yours faithfully",
            "yours truly",
            "mit freundlichen grüßen",
            "mit freundlichen grüssen",
            "freundliche grüße",
            "freundliche grüsse",
            "viele grüße",
            "beste grüße",
            "liebe grüße",
            "mfg",
            "lg",
            "cordialement",
            "bien cordialement",
            "salutations",
            "sincères salutations",
            "bien à vous",
            "saludos",
            "un saludo",
            "saludos cordiales",
            "atentamente",
            "cordiali saluti",
            "distinti saluti",
            "saluti",
            "atenciosamente",
            "cumprimentos",
            "com os melhores cumprimentos",
            "abraços",
            "met vriendelijke groet",
            "met vriendelijke groeten",
            "groeten",
            "mvg",
            "pozdrawiam",
            "z poważaniem",
            "med vänliga hälsningar",
            "vänliga hälsningar",
            "hälsningar",
            "mvh",
            "med vennlig hilsen",
            "med venlig hilsen",
            "venlig hilsen",
            "hilsen",
            "ystävällisin terveisin",
            "terveisin",
            "s pozdravem",
            "с уважением",
            "з повагою",
            "saygılarımla",
            "üdvözlettel",
            "με εκτίμηση",
            "cu stimă",
            "敬具",
            "此致",
            "감사합니다",
            "בברכה",
            "مع التحية");

    /** A phone number, a web address, a mail address: what only a visiting card holds. */
    private static final Pattern CONTACT = Pattern.compile(
            "\\+?\\(?\\d[\\d\\s()./-]{6,}\\d|\\bhttps?://|\\bwww\\.|\\S@\\S+\\.\\w|(?i)\\b(?:tel|phone|mobile|mob|fax|telefon|gmbh|inc\\.|ltd|llc|s\\.r\\.l|s\\.a\\.)\\b");

    private SignatureLine() {}

    /** Index of the first line of the signature; the number of lines when there is none. */
    static int find(List<String> lines) {
        var dashes = dashes(lines);
        var sent = sentFrom(lines.subList(0, dashes));
        if (sent < dashes || dashes < lines.size()) {
            return sent;
        }
        var name = dashedName(lines);
        return name < lines.size() ? name : card(lines);
    }

    private static int dashes(List<String> lines) {
        var below = 0;
        var found = lines.size();
        for (var i = lines.size() - 1; i >= 0 && below <= LONGEST_SIGNATURE; i--) {
            var line = lines.get(i);
            if (line.length() < 12 && DASHES.matcher(line.strip()).matches() && i > 0 | line.startsWith("--")) {
                found = i;
            }
            below += line.isBlank() ? 0 : 1;
        }
        return found;
    }

    private static int sentFrom(List<String> lines) {
        var below = 0;
        for (var i = lines.size() - 1; i >= 0 && below <= 2; i--) {
            var line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            if (isSentFrom(line)) {
                return i;
            }
            below++;
        }
        return lines.size();
    }

    /** Short, and not a sentence: "Sent from my desk, is much easier" is somebody's text. */
    static boolean isSentFrom(String line) {
        var bare = bare(line);
        if (bare.length() > 120 || bare.isEmpty()) {
            return false;
        }
        var words = bare.split("\\s+").length;
        var link = bare.indexOf('<') > 0 || bare.contains("http");
        if (!SENT_FROM.matcher(bare).matches()
                && !SENT_FROM_AT_END.matcher(bare).matches()) {
            return false;
        }
        return words <= (link ? 14 : 9) && (link || bare.indexOf(',') < 0);
    }

    private static String bare(String line) {
        var start = 0;
        while (start < line.length() && "*_-—–~[(<\u200E\u200F\u202B ".indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        return line.substring(start).toLowerCase(Locale.ROOT);
    }

    /** "-Ada" on the last line; with a space, or below another dash, it is the last entry of a list. */
    private static int dashedName(List<String> lines) {
        var last = lines.size() - 1;
        while (last >= 0 && lines.get(last).isBlank()) {
            last--;
        }
        if (last < 1 || !DASHED_NAME.matcher(lines.get(last).strip()).matches()) {
            return lines.size();
        }
        var above = lines.get(last - 1).strip();
        return above.startsWith("-") || above.startsWith("—") ? lines.size() : last;
    }

    /** "Kind regards" with a name and a way to reach it below, at the very end. */
    private static int card(List<String> lines) {
        var below = 0;
        var contact = false;
        for (var i = lines.size() - 1; i >= 0 && below <= LONGEST_CARD; i--) {
            var line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            if (contact && below >= 2 && isSignOff(line)) {
                return i;
            }
            contact |= line.length() < 200 && CONTACT.matcher(line).find();
            below++;
        }
        return lines.size();
    }

    private static boolean isSignOff(String line) {
        if (line.length() > 40) {
            return false;
        }
        var bare = line.toLowerCase(Locale.ROOT);
        while (!bare.isEmpty() && ",.!-*".indexOf(bare.charAt(bare.length() - 1)) >= 0) {
            bare = bare.substring(0, bare.length() - 1);
        }
        return SIGN_OFFS.contains(bare.strip());
    }
}
