package dev.millrace.web.setup;

import dev.millrace.kernel.Desk;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Refusal.TooMany;
import dev.millrace.kernel.Secrets;
import dev.millrace.kernel.Throttle;
import dev.millrace.people.Ownership;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps a stranger from taking an empty desk before its owner does: whoever does not sit at the machine must know the
 * code from its log. Made from the master key, so that it is the same on all nodes and after a restart.
 */
@Component
class SetupCode {

    private static final Logger log = LoggerFactory.getLogger(SetupCode.class);
    private static final int LENGTH = 12;
    private static final int TRIES = 20;
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final List<String> TRACES_OF_A_PROXY =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    private final Desk desk;
    private final Secrets secrets;
    private final Throttle throttle;
    private final Ownership ownership;

    SetupCode(Desk desk, Secrets secrets, Throttle throttle, Ownership ownership) {
        this.desk = desk;
        this.secrets = secrets;
        this.throttle = throttle;
        this.ownership = ownership;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        if (!ownership.taken()) {
            log.info(
                    "Nobody owns this desk yet. Set it up at {}/setup{}",
                    desk.publicUrl(),
                    behindLoopback() ? "" : "?code=" + code());
        }
    }

    /**
     * Not needed at the machine itself. A proxy on it is not the machine, and neither is a page elsewhere whose name was
     * made to point here: hence the look at the headers.
     */
    boolean needed(HttpServletRequest request) {
        return !behindLoopback()
                || !THIS_MACHINE.contains(request.getServerName())
                || TRACES_OF_A_PROXY.stream().anyMatch(header -> request.getHeader(header) != null);
    }

    void check(HttpServletRequest request, String typed) {
        if (!needed(request)) {
            return;
        }
        if (!throttle.allow("setup-code", request.getRemoteAddr(), TRIES, WINDOW)) {
            throw new TooMany("Too many attempts. Wait a quarter of an hour.");
        }
        if (typed.strip().length() != LENGTH || !secrets.verify("setup", "owner", typed.strip())) {
            throw new Invalid("code", "This is not the code. It stands in the log of the desk, at its start.");
        }
    }

    String code() {
        return secrets.sign("setup", "owner", LENGTH);
    }

    private boolean behindLoopback() {
        return Stream.ofNullable(desk.bind()).filter(bind -> !bind.isBlank()).anyMatch(SetupCode::loopback);
    }

    private static boolean loopback(String bind) {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
