package dev.millrace.mail;

import dev.millrace.kernel.Ids;
import dev.millrace.mail.Checkup.Step.Result;
import dev.millrace.mail.Letter.Party;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tries a mailbox's settings out, step by step, and says of each whether it works, why not, and what to do. */
@Component
public class Checkup {

    private static final int LONGEST_SECONDS = 90;

    /** One thing that has to work. */
    public record Step(
            Part part,
            What what,
            Result result,
            String said,
            @Nullable String whatToDo) {

        /** Reading or sending. */
        public enum Part {
            IMAP,
            SMTP
        }

        /** In the order in which they happen. */
        public enum What {
            FIND,
            CONNECT,
            ENCRYPT,
            GREET,
            SIGN_IN,
            FOLDER,
            ANNOUNCE,
            SENDER,
            TEST_MAIL
        }

        /** A note is nothing wrong, and worth knowing. */
        public enum Result {
            PASSED,
            NOTE,
            FAILED,
            SKIPPED
        }
    }

    private static final List<Step.What> IMAP = List.of(
            Step.What.FIND,
            Step.What.CONNECT,
            Step.What.ENCRYPT,
            Step.What.GREET,
            Step.What.SIGN_IN,
            Step.What.FOLDER,
            Step.What.ANNOUNCE);

    private static final List<Step.What> SMTP = List.of(
            Step.What.FIND,
            Step.What.CONNECT,
            Step.What.ENCRYPT,
            Step.What.GREET,
            Step.What.SIGN_IN,
            Step.What.SENDER,
            Step.What.TEST_MAIL);

    private final Dialler dialler;
    private final SignIns signIns;
    private final Clock clock;

    Checkup(Dialler dialler, SignIns signIns, Clock clock) {
        this.dialler = dialler;
        this.signIns = signIns;
        this.clock = clock;
    }

    /** Both servers at once; a server that hangs costs the limits of one connection. */
    List<Step> run(MailboxSettings settings, SignIn stored, boolean withTestMail) {
        var imap = started(() -> imap(settings, stored));
        var smtp = started(() -> smtp(settings, stored, withTestMail));
        var steps = new ArrayList<Step>();
        steps.addAll(result(imap, Step.Part.IMAP, IMAP, settings.imap()));
        steps.addAll(result(smtp, Step.Part.SMTP, SMTP, settings.smtp()));
        return steps;
    }

    private List<Step> imap(MailboxSettings settings, SignIn stored) {
        var steps = new Steps(Step.Part.IMAP, IMAP, settings.imap());
        try (var line = dialler.imap(
                settings.imap(), settings.auth(), signIns.fresh(stored).imap())) {
            steps.passedUntil(Step.What.SIGN_IN);
            var folder = line.look(settings.folder());
            steps.passed(
                    Step.What.FOLDER, "Messages in %s: %,d".formatted(settings.folder(), folder.getMessageCount()));
            if (line.announces()) {
                steps.passed(Step.What.ANNOUNCE, "The server announces new mail at once");
            } else {
                steps.note(
                        Step.What.ANNOUNCE, "The server does not announce new mail; it is looked for twice a minute");
            }
        } catch (MessagingException e) {
            steps.failed(trouble(e, Step.Part.IMAP, settings.imap()));
        }
        return steps.all();
    }

    private List<Step> smtp(MailboxSettings settings, SignIn stored, boolean withTestMail) {
        var steps = new Steps(Step.Part.SMTP, SMTP, settings.smtp());
        try (var line = dialler.smtp(
                settings.smtp(), settings.auth(), signIns.fresh(stored).smtp())) {
            steps.passedUntil(Step.What.SIGN_IN);
            sender(line, settings, steps, withTestMail);
        } catch (MessagingException e) {
            steps.failed(trouble(e, Step.Part.SMTP, settings.smtp()));
        }
        return steps.all();
    }

    /** A server of the other kind fails in ways that say nothing of it: it is asked what it is. */
    private Trouble trouble(MessagingException e, Step.Part part, Server server) {
        var trouble = Trouble.of(e, server);
        return switch (trouble.kind()) {
            case TLS, CLOSED, SERVER -> {
                var greeting = dialler.greeting(server).orElse("");
                yield switch (part) {
                    case IMAP -> greeting.startsWith("220") ? Trouble.sendsInstead(trouble.kind(), server) : trouble;
                    case SMTP -> greeting.equals("* OK") ? Trouble.readsInstead(trouble.kind(), server) : trouble;
                };
            }
            case DNS, UNREACHABLE, SILENT, CERTIFICATE, SIGN_IN, FOLDER -> trouble;
        };
    }

    private void sender(SmtpLine line, MailboxSettings settings, Steps steps, boolean withTestMail) {
        try {
            line.rehearse(settings.address());
            steps.passed(Step.What.SENDER, "The server sends for " + settings.address());
            if (withTestMail) {
                testMail(line, settings, steps);
            }
        } catch (MessagingException e) {
            var trouble = Trouble.of(e, settings.smtp());
            steps.failed(
                    steps.next(),
                    trouble.words(),
                    "Check that this user may send as %s.".formatted(settings.address()));
        }
    }

    private void testMail(SmtpLine line, MailboxSettings settings, Steps steps) throws MessagingException {
        var self = new Party(settings.fromName(), settings.address());
        var id = Ids.next() + settings.address().substring(settings.address().lastIndexOf('@'));
        var letter = Letter.from(self, self, "Test of this mailbox", "This mailbox can send and receive.", id)
                .asAutomatic();
        var receipt = line.send(
                new MailComposer(clock).compose(letter), settings.address(), List.of(settings.address()), () -> {});
        if (receipt.accepted().isEmpty()) {
            var why = new ArrayList<>(receipt.refused().values());
            why.addAll(receipt.deferred().values());
            steps.failed(Step.What.TEST_MAIL, why.getFirst(), "The server takes no mail for this mailbox.");
        } else {
            steps.passed(Step.What.TEST_MAIL, "A mail to %s is on its way".formatted(settings.address()));
        }
    }

    private static FutureTask<List<Step>> started(Callable<List<Step>> check) {
        var task = new FutureTask<>(check);
        Thread.ofVirtual().name("mailbox-checkup").start(task);
        return task;
    }

    private static List<Step> result(
            FutureTask<List<Step>> task, Step.Part part, List<Step.What> order, Server server) {
        var steps = new Steps(part, order, server);
        try {
            return task.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            task.cancel(true);
            steps.failed(Step.What.GREET, "%s is far too slow".formatted(server.host()), "Ask the server's operator.");
        } catch (ExecutionException e) {
            steps.failed(Step.What.FIND, Trouble.oneLine(String.valueOf(e.getCause())), "Check the settings.");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return steps.all();
    }

    /** Fills in from top to bottom: before what failed all went well, and what comes after was not tried. */
    private static final class Steps {

        private final List<Step> done = new ArrayList<>();
        private final Step.Part part;
        private final List<Step.What> order;
        private final Server server;

        Steps(Step.Part part, List<Step.What> order, Server server) {
            this.part = part;
            this.order = order;
            this.server = server;
        }

        Step.What next() {
            return order.get(Math.min(done.size(), order.size() - 1));
        }

        void passed(Step.What what, String said) {
            done.add(new Step(part, what, Result.PASSED, said, null));
        }

        void note(Step.What what, String said) {
            done.add(new Step(part, what, Result.NOTE, said, null));
        }

        void passedUntil(Step.What last) {
            while (done.isEmpty() || done.getLast().what() != last) {
                passOrNote(next());
            }
        }

        private void passOrNote(Step.What what) {
            switch (what) {
                case FIND -> passed(what, "%s is known".formatted(server.host()));
                case CONNECT -> passed(what, "%s answers on port %d".formatted(server.host(), server.port()));
                case ENCRYPT -> {
                    if (server.security() == Server.Security.NONE) {
                        note(what, "The connection is not encrypted: passwords and mail can be read on the way");
                    } else {
                        passed(what, "The connection is encrypted and the certificate is trusted");
                    }
                }
                case GREET -> passed(what, "It is a mail server");
                case SIGN_IN -> {
                    if (server.user().isEmpty()) {
                        note(what, "Nobody signs in");
                    } else {
                        passed(what, "%s is signed in".formatted(server.user()));
                    }
                }
                case FOLDER, ANNOUNCE, SENDER, TEST_MAIL -> passed(what, "");
            }
        }

        void failed(Trouble trouble) {
            var at = switch (trouble.kind()) {
                case DNS -> Step.What.FIND;
                case UNREACHABLE -> Step.What.CONNECT;
                case CERTIFICATE, TLS -> Step.What.ENCRYPT;
                case SILENT, CLOSED, SERVER -> done.isEmpty() ? Step.What.GREET : next();
                case SIGN_IN -> Step.What.SIGN_IN;
                case FOLDER -> Step.What.FOLDER;
            };
            failed(at, trouble.words(), trouble.whatToDo());
        }

        void failed(Step.What at, String said, String whatToDo) {
            while (next() != at && done.size() < order.size()) {
                passOrNote(next());
            }
            done.add(new Step(part, at, Result.FAILED, said, whatToDo));
        }

        List<Step> all() {
            while (done.size() < order.size()) {
                done.add(new Step(part, next(), Result.SKIPPED, "", null));
            }
            return List.copyOf(done);
        }
    }
}
