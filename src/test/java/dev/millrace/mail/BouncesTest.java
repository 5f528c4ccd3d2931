package dev.millrace.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.mail.Bounce.Reason;
import dev.millrace.mail.ParsedMail.Kind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BouncesTest {

    @Test
    void aDeliveryReportNamesTheRecipientTheReasonAndTheMessageThatBounced() {
        var mail = parse("""
                From: MAILER-DAEMON@mx.example.com
                Subject: Undelivered Mail Returned to Sender
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b

                <ada@example.org>: host mx.example.org said: 550 5.1.1 User unknown (in reply to RCPT TO command)
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.com

                Final-Recipient: rfc822; ada@example.org
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 <ada@example.org>:
                 User unknown
                --b
                Content-Type: message/rfc822

                From: help@example.com
                Message-ID: <ticket-7@example.com>

                Hello
                --b--
                """);

        assertThat(mail.kind()).isEqualTo(Kind.BOUNCE);
        assertThat(mail.bounces()).singleElement().satisfies(bounce -> {
            assertThat(bounce.recipient()).isEqualTo("ada@example.org");
            assertThat(bounce.status()).isEqualTo("5.1.1");
            assertThat(bounce.reason()).isEqualTo(Reason.USER_UNKNOWN);
            assertThat(bounce.hard()).isTrue();
            assertThat(bounce.originalMessageId()).isEqualTo("ticket-7@example.com");
        });
    }

    @Test
    void aBounceInItsOwnWordsIsUnderstoodToo() {
        var mail = parse("""
                From: Mail Delivery System <Mailer-Daemon@mx.example.com>
                Subject: Mail delivery failed: returning message to sender
                X-Failed-Recipients: ada@example.org

                This message was created automatically by mail delivery software.

                  ada@example.org
                    SMTP error from remote mail server after RCPT TO:<ada@example.org>:
                    host mx.example.org [192.0.2.1]: 452 4.2.2 Mailbox full

                ------ This is a copy of the message, including all the headers. ------

                Return-path: <help@example.com>
                Message-Id: <ticket-8@example.com>
                From: help@example.com

                Hello
                """);

        assertThat(mail.kind()).isEqualTo(Kind.BOUNCE);
        assertThat(mail.bounces()).singleElement().satisfies(bounce -> {
            assertThat(bounce.recipient()).isEqualTo("ada@example.org");
            assertThat(bounce.reason()).isEqualTo(Reason.MAILBOX_FULL);
            assertThat(bounce.hard()).isFalse();
            assertThat(bounce.status()).isEqualTo("4.2.2");
            assertThat(bounce.originalMessageId()).isEqualTo("ticket-8@example.com");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5.2.2 | 552 5.2.2 Mailbox size limit exceeded                                | MAILBOX_FULL
            5.7.1 | 554 5.7.1 Relay access denied                                        | NO_RELAYING
            5.7.26 | 550-5.7.26 This mail is unauthenticated, DMARC policy of the domain | AUTH_FAILURE
            5.7.1 | 550 5.7.1 Service unavailable; client host blocked using zen.spamhaus.org | BLOCKED
            5.7.1 | 554 5.7.1 Message rejected as spam by content scanning               | SPAM_DETECTED
            5.3.4 | 552 5.3.4 Message size exceeds fixed limit                           | MESSAGE_TOO_BIG
            5.4.4 | Host or domain name not found. Name service error: Host not found    | HOST_UNKNOWN
            4.4.1 | connect to mx.example.org[192.0.2.1]:25: Connection timed out        | EXPIRED
            5.2.1 | 550 5.2.1 The email account that you tried to reach is disabled      | SUSPEND
            5.1.8 | 553 5.1.8 Domain of sender address does not exist                    | REJECTED
            5.7.25 | 550 5.7.25 The sending IP has no PTR record                         | REQUIRE_PTR
            5.4.6 | 554 5.4.6 Too many hops                                              | NETWORK_ERROR
            5.0.0 | 550 Virus detected                                                   | VIRUS_DETECTED
            4.3.1 | 452 4.3.1 Insufficient system storage                                | SYSTEM_FULL
            5.1.1 | 550 5.1.1 Address unknown to us                                      | USER_UNKNOWN
            """)
    void theServersWordsTellWhy(String status, String diagnosis, Reason reason) {
        var evidence = new BounceEvidence("failed", status, diagnosis, "", "", "Undelivered Mail");

        assertThat(BounceReasons.of(evidence)).isEqualTo(reason);
    }

    @Test
    void aComplaintIsFeedback() {
        var mail = parse("""
                From: abuse@example.net
                Subject: FW: Newsletter
                Content-Type: multipart/report; report-type=feedback-report; boundary=b

                --b

                This is an email abuse report.
                --b
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                Original-Rcpt-To: ada@example.org
                --b--
                """);

        assertThat(mail.kind()).isEqualTo(Kind.FEEDBACK);
        assertThat(mail.bounces()).singleElement().extracting(Bounce::recipient).isEqualTo("ada@example.org");
    }

    @Test
    void aCustomerWhoAsksAboutABounceIsACustomer() {
        var mail = parse("""
                From: Ada <ada@example.org>
                Subject: Mail delivery failed: returning message to sender

                Hello, I got this: 550 5.1.1 User unknown. What does it mean?
                """);

        assertThat(mail.kind()).isEqualTo(Kind.NORMAL);
        assertThat(mail.bounces()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: auto-generated (vacation)",
                "X-Autoreply: yes",
                "Precedence: auto_reply",
                "Subject: Automatic reply: Your ticket",
                "Subject: Out of Office: back on Monday",
                "Subject: Re: Out of the office",
                "Subject: Automatische Antwort: Rechnung",
                "Subject: Abwesenheitsnotiz",
                "Subject: Réponse automatique : Facture",
                "Subject: Respuesta automática: Factura",
                "Subject: Risposta automatica: Fattura",
                "Subject: Resposta automática: Fatura",
                "Subject: Autosvar: Faktura",
                "Subject: Автоматический ответ: Счёт",
                "Subject: 自動応答: 請求書",
                "Subject: 自动回复: 发票",
                "Subject: Automatyczna odpowiedź: Faktura",
                "Return-Path: <>",
            })
    void whatAnswersByItselfIsNotAnswered(String header) {
        assertThat(parse("From: ada@example.org\n" + header + "\n\nI am away.").kind())
                .isEqualTo(Kind.AUTO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: no",
                "Precedence: list",
                "Subject: My vacation photos will not upload",
                "Subject: Automatic payments fail"
            })
    void whatAPersonWroteIsNormal(String header) {
        assertThat(parse("From: ada@example.org\n" + header + "\n\nHello").kind())
                .isEqualTo(Kind.NORMAL);
    }

    private static ParsedMail parse(String text) {
        return MailParser.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
