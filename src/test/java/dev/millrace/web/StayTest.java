package dev.millrace.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.people.Cast;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

@ServedTest
class StayTest {

    @Autowired
    private Stay stay;

    @Autowired
    private SessionRepository<? extends Session> sessions;

    @Autowired
    @Qualifier("rememberingSessions") private FilterRegistrationBean<Filter> remembering;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient db;

    @Test
    void theFirstQuestionOfARequestAlreadyHearsThatItsSessionEnded() throws Exception {
        var linus = cast.linus();
        assertThat(stay.holds(begin(sessions), linus.id())).isTrue();

        remembering.getFilter().doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), (_, _) -> {
            var saved = begin(sessions);
            db.sql("delete from people.spring_session where session_id = :id")
                    .param("id", saved)
                    .update();
            assertThat(stay.holds(saved, linus.id())).as("ended elsewhere").isFalse();
        });
    }

    private static <S extends Session> String begin(SessionRepository<S> sessions) {
        var session = sessions.createSession();
        sessions.save(session);
        return session.getId();
    }
}
