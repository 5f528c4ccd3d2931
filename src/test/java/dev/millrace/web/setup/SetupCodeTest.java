package dev.millrace.web.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletRequest;

/** A desk that listens on its own machine only. */
@DatabaseTest
@SpringBootTest(properties = "millrace.bind=127.0.0.1")
class SetupCodeTest {

    @Autowired
    private SetupCode code;

    @Test
    void whoeverSitsAtTheMachineNeedsNoCode() {
        assertThat(code.needed(to("localhost"))).isFalse();
        assertThat(code.needed(to("127.0.0.1"))).isFalse();
    }

    @Test
    void aNameMadeToPointHereDoesNotCountAsTheMachine() {
        assertThat(code.needed(to("rebound.evil.example"))).isTrue();
    }

    @Test
    void neitherDoesAProxyOnIt() {
        var proxied = to("localhost");
        proxied.addHeader("X-Forwarded-For", "203.0.113.7");

        assertThat(code.needed(proxied)).isTrue();
    }

    private static MockHttpServletRequest to(String host) {
        var request = new MockHttpServletRequest("POST", "/setup");
        request.setServerName(host);
        return request;
    }
}
