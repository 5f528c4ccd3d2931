package dev.millrace.mail;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What mail programs write around a quoted message, in the languages they speak. All in lower case. */
final class QuoteWords {

    enum Label {
        FROM,
        SENT,
        TO,
        SUBJECT
    }

    private static final Map<String, Label> LABELS = new HashMap<>();

    static {
        label(Label.FROM, """
                from|von|de|da|van|od|från|fra|frá|lähettäjä|от|від|от кого|отправитель|відправник|kimden|gönderen|差出人|送信者|送信元|\
                发件人|寄件者|寄件人|發件人|보낸 사람|보낸사람|보낸이|מאת|من|المرسل|feladó|από|de la|expéditeur|mittente|remetente|\
                afzender|nadawca|odesílatel|odesilatel|odosielateľ|avsändare|avsender|afsender|saatja|nuo|no|šalje|pošiljatelj|\
                từ|จาก|dari|reply-to|responder a|antwort an|odpowiedz do|expedidor|remitente|od koho|od kogo|pošiljatelj|подател|nga""");
        label(Label.SENT, """
                sent|date|sent at|date sent|gesendet|gesendet am|datum|envoyé|envoyé le|date d'envoi|enviado|enviado el|enviado em|enviada em|\
                enviada el|enviat|fecha|fecha de envío|data|data de envio|data di invio|inviato|inviata|inviato il|verzonden|verzonden op|\
                wysłano|wysłane|data wysłania|skickat|skickades|sendt|dato|lähetetty|päiväys|päivämäärä|pvm|odesláno|odoslané|отправлено|дата|\
                дата отправки|надіслано|gönderildi|gönderme tarihi|gönderilme tarihi|tarih|送信日時|日付|日時|送信日|发送时间|发送日期|日期|時間|时间|\
                傳送時間|傳送日期|寄件日期|寄送日期|보낸 날짜|보낸날짜|날짜|보낸 시간|תאריך|נשלח|بتاريخ|التاريخ|تاريخ الإرسال|تم الإرسال|أرسلت|\
                elküldve|dátum|küldve|küldés dátuma|στάλθηκε|ημερομηνία|trimis|poslano|poslané|poslato|изпратено|išsiųsta|saadetud|nosūtīts|\
                đã gửi|ngày|ส่ง|วันที่|dikirim|tanggal""");
        label(Label.TO, """
                to|an|à|a|para|aan|do|till|til|vastaanottaja|komu|кому|kime|alıcı|宛先|收件人|收件者|받는 사람|받는사람|받는이|אל|إلى|المستلم|\
                címzett|προς|către|destinataire|destinatario|destinatários|za|prima|kam|kam:|до|đến|tới|ถึง|kepada|per a|kuhu|cc|kopie|copie à|\
                copie|cópia|copia|kopia|kopi|kopio|копия|копія|bilgi|抄送|副本|참조|עותק|نسخة|másolatot kap|másolat|κοιν.|κοινοποίηση""");
        label(Label.SUBJECT, """
                subject|betreff|objet|asunto|assunto|oggetto|onderwerp|temat|ämne|emne|aihe|předmět|predmet|тема|konu|件名|主题|主題|主旨|\
                标题|題目|제목|נושא|الموضوع|موضوع|tárgy|θέμα|subiect|zadeva|teema|tema|assumpte|chủ đề|เรื่อง|หัวเรื่อง|perihal|subjek|относно""");
    }

    /** Verbs that end "On Monday Ada wrote:". */
    static final List<String> WROTE = words("""
            wrote|writes|schrieb|geschrieben|écrit|ecrit|escribió|escribio|escrigué|escribiu|va escriure|escreveu|ha scritto|scritto|scrisse|schreef|\
            geschreven|napisał|napisal|napsal|napsala|napísal|pisze|skrev|kirjoitti|пишет|писал|написал|написав|написа|пише|yazdı|yazmış|yazdi|写道|寫道|\
            写到|書きました|書き込みました|のメッセージ|のメール|님이 작성|작성|썼습니다|쓴 글|כתב|كتب|írta|έγραψε|a scris|scris|napisao|napisala|kirjutas|\
            rakstīja|rakstija|rašė|viết|เขียน|menulis|skrifaði|idatzi|ha scrit|نوشت|लिखा|napísala|quoting|zitat von|citando|citát|citeren""");

    /** Words before the date of such a line. */
    static final List<String> ON = words("""
            on|am|le|el|il|op|den|em|no dia|w dniu|dnia|în|in data|la data|dne|dňa|στις|στο|vào|pada|在|于|於|בתאריך|ב-|في|на|в|pe|на|ons|dana|vom|il giorno""");

    static final List<String> ORIGINAL = words("""
            original message|original email|original mail|original appointment|ursprüngliche nachricht|ursprüngliche mail|originalnachricht|\
            original-nachricht|message d'origine|message d’origine|message original|message initial|mensaje original|mensagem original|\
            messaggio originale|messaggio originario|oorspronkelijk bericht|oorspronkelijke bericht|wiadomość oryginalna|oryginalna wiadomość|\
            wiadomość pierwotna|ursprungligt meddelande|originalmeddelande|ursprungligt mail|opprinnelig melding|oprindelig meddelelse|\
            original meddelelse|original besked|alkuperäinen viesti|původní zpráva|puvodni zprava|pôvodná správa|исходное сообщение|\
            оригинальное сообщение|первоначальное сообщение|вихідне повідомлення|оригінальне повідомлення|özgün ileti|orijinal mesaj|\
            orijinal ileti|元のメッセージ|のメール|オリジナルメッセージ|原始邮件|原始郵件|原始讯息|原始訊息|原邮件|原始信息|원본 메시지|원본 메일|원래 메시지|\
            הודעה מקורית|الرسالة الأصلية|رسالة أصلية|eredeti üzenet|αρχικό μήνυμα|mesaj original|mesajul original|mesaj inițial|izvirno sporočilo|\
            izvorna poruka|originalna poruka|originaalkiri|pradinis laiškas|thư gốc|ข้อความต้นฉบับ|pesan asli|reply message|missatge original|\
            previous message|vorherige nachricht|оригинално съобщение""");

    static final List<String> FORWARDED = words("""
            forwarded message|forwarded by|forwarded email|forwarded mail|forward message|weitergeleitete nachricht|weitergeleitete mail|\
            message transféré|message réexpédié|courriel transféré|mensaje reenviado|mensagem encaminhada|mensagem reencaminhada|\
            messaggio inoltrato|doorgestuurd bericht|doorgestuurde bericht|przekazana wiadomość|wiadomość przekazana|\
            treść przekazanej wiadomości|vidarebefordrat meddelande|videresendt melding|videresendt meddelelse|välitetty viesti|\
            edelleenlähetetty|přeposlaná zpráva|preposlaná správa|пересылаемое сообщение|пересланное сообщение|начало переадресованного|\
            переслане повідомлення|iletilen mesaj|yönlendirilmiş ileti|転送メッセージ|転送されたメッセージ|转发的邮件|转发邮件|轉寄郵件|轉寄的郵件|\
            전달된 메일|전달된 메시지|הודעה שהועברה|الرسالة المعاد توجيهها|رسالة معاد توجيهها|továbbított üzenet|προωθημένο μήνυμα|mesaj redirecționat|\
            mesaj redirectionat|missatge reenviat|begin forwarded message|anfang der weitergeleiteten|début du message réexpédié|\
            début du message transféré|inicio del mensaje reenviado|início da mensagem reencaminhada|inizio messaggio inoltrato|\
            begin doorgestuurd bericht|vidarebefordrat brev|start på videresendt""");

    /** Lines that a help desk or a list puts in for its own reading. */
    static final List<String> REPLY_ABOVE = words("""
            reply above this line|type your reply above|write above this line|above this line to|antworten sie oberhalb|antwort oberhalb dieser|\
            répondez au-dessus de cette ligne|répondre au-dessus de cette ligne|escriba su respuesta por encima|responda por encima de esta línea|\
            rispondi sopra questa riga|responda acima desta linha|reageer boven deze lijn|typ uw antwoord boven|svara ovanför den här raden""");

    /** Prefixes of a forwarded subject. */
    private static final Set<String> FORWARD_PREFIXES = Set.of(
            "fw",
            "fwd",
            "wg",
            "tr",
            "rv",
            "enc",
            "i",
            "doorst",
            "pd",
            "vb",
            "vs",
            "vl",
            "reenv",
            "fs",
            "转发",
            "轉寄",
            "転送",
            "전달",
            "пересл",
            "ilt",
            "továbbítás",
            "res fwd");

    private QuoteWords() {}

    static Map<String, Label> labels() {
        return LABELS;
    }

    static boolean isForwardSubject(String subject) {
        var colon = Math.max(subject.indexOf(':'), subject.indexOf('：'));
        return colon > 0
                && colon < 12
                && FORWARD_PREFIXES.contains(subject.substring(0, colon).strip().toLowerCase(Locale.ROOT));
    }

    static boolean holdsAny(String lowerCase, List<String> words) {
        for (var word : words) {
            if (lowerCase.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("\\|")).map(String::strip).distinct().collect(Collectors.toUnmodifiableList());
    }

    private static void label(Label label, String text) {
        words(text).forEach(word -> LABELS.put(word, label));
    }
}
