package dev.millrace.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What is answered while the database is away; the crash runs ask a whole desk the same. */
class NotNowTest {

    private final NotNow filter = new NotNow(Clock.systemUTC());
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void aProgramIsToldThatTheSameAgainWorksLater() throws Exception {
        ask("/api/v1/inbound/mail", databaseIsAway());

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getContentType()).startsWith("application/problem+json");
        assertThat(response.getContentAsString()).contains("\"status\":503").doesNotContain("millrace - Connection");
    }

    @Test
    void aPersonIsShownAPageThatNeedsNoDatabase() throws Exception {
        ask("/inbox", databaseIsAway());

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentAsString())
                .contains("<h1 class=\"plain__title\">Not just now</h1>")
                .doesNotContain("millrace - Connection");
    }

    @Test
    void aBugIsNoOutage() {
        assertThatThrownBy(() -> ask("/inbox", new IllegalStateException("a bug")))
                .isInstanceOf(IllegalStateException.class);
    }

    private void ask(String path, RuntimeException failure) throws ServletException, IOException {
        FilterChain chain = (_, _) -> {
            throw failure;
        };
        filter.doFilter(new MockHttpServletRequest("GET", path), response, chain);
    }

    private static RuntimeException databaseIsAway() {
        return new CannotGetJdbcConnectionException(
                "Failed to obtain JDBC Connection",
                new SQLTransientConnectionException("millrace - Connection is not available"));
    }
}
