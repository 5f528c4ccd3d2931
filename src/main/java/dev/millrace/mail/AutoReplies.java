package dev.millrace.mail;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises what a machine wrote in answer to a mail: absence notes and other automatic answers (RFC 3834). */
final class AutoReplies {

    private static final List<String> VACATION_HEADERS = List.of(
            "x-autoreply",
            "x-autorespond",
            "x-autoresponse",
            "x-auto-reply-from",
            "x-mail-autoreply",
            "x-autoreply-from",
            "x-vacation",
            "x-ms-exchange-inbox-rules-loop",
            "x-zendesk-autoreply",
            "x-fc-machinegenerated",
            "x-auto-response",
            "x-mdautoresponder",
            "x-amazon-auto-reply",
            "x-post-autoreply");

    private static final Set<String> AUTO_PRECEDENCE = Set.of("auto_reply", "auto-reply", "auto", "autoreply");

    /** How subjects of such mail begin, before or after a "Re:", in the languages of the programs that write them. */
    private static final Pattern SUBJECT = Pattern.compile(
            "(?:re: ?|aw: ?|sv: ?)?(?:\\[?(?:auto(?:matic|mated)?[ _-]?(?:reply|response|antwort|respon[sd]er|svar|answer)|auto:|autoreply|autoresponse)|"
                    + "(?:i am |i'm )?(?:out of (?:the )?office|out-of-office|ooo\\b)|vacation(?: reply| notice| message)|away from (?:the |my )?office|"
                    + "on (?:vacation|leave|holiday)\\b|annual leave|maternity leave|automatische antwort|automatisch antwoord|abwesenheit|abwesend|"
                    + "abwesenheitsnotiz|außer haus|nicht im büro|afwezig|réponse automatique|reponse automatique|absence du bureau|absent du bureau|"
                    + "je suis absent|respuesta automática|respuesta automatica|fuera de (?:la )?oficina|ausente|resposta automática|resposta automatica|"
                    + "ausência temporária|fora do escritório|risposta automatica|fuori ufficio|assente|autosvar|automatiskt svar|automatisk svar|"
                    + "frånvaro|fravær|ikke på kontoret|ej på kontoret|automaattinen vastaus|poissa|lomalla|autoodpowiedź|odpowiedź automatyczna|"
                    + "automatyczna odpowiedź|nieobecność|poza biurem|automatická odpověď|automatická odpoveď|mimo kancelář|автоматический ответ|"
                    + "автоответ|вне офиса|отсутству|автоматична відповідь|otomatik yanıt|otomatik cevap|ofis dışında|自動応答|自動返信|不在|自动答复|"
                    + "自动回复|自動回覆|不在办公室|외출 중|부재중|자동 회신|자동 응답|תשובה אוטומטית|הודעת היעדרות|رد تلقائي|الرد التلقائي|خارج المكتب|"
                    + "automatikus válasz|házon kívül|αυτόματη απάντηση|εκτός γραφείου|răspuns automat|absent din birou|samodejni odgovor|"
                    + "automatski odgovor|автоматичен отговор|automātiskā atbilde|automaatvastus|automatinis atsakymas|phản hồi tự động|ตอบกลับอัตโนมัติ|"
                    + "balasan otomatis).*");

    private AutoReplies() {}

    static boolean isAutomatic(MailHeaders headers, String text) {
        return answersByItself(headers) || saysSo(headers) || isNotice(headers);
    }

    /** RFC 3834 and what came before it. */
    private static boolean answersByItself(MailHeaders headers) {
        var submitted = headers.keyword("auto-submitted");
        if (submitted.startsWith("auto-") || submitted.equals("vacation")) {
            return true;
        }
        if (AUTO_PRECEDENCE.contains(
                headers.first("precedence").orElse("").strip().toLowerCase(Locale.ROOT))) {
            return true;
        }
        return VACATION_HEADERS.stream().anyMatch(headers::has)
                && !"no".equalsIgnoreCase(headers.first("x-autoreply").orElse(""));
    }

    private static boolean saysSo(MailHeaders headers) {
        var subject = headers.first("subject").orElse("");
        return subject.length() < 500
                && SUBJECT.matcher(subject.strip().toLowerCase(Locale.ROOT)).matches();
    }

    /** Written with an empty envelope sender: nobody is there to read an answer. */
    private static boolean isNotice(MailHeaders headers) {
        return headers.raw("return-path").strip().equals("<>");
    }
}
