package dev.millrace.web.security;

import dev.millrace.kernel.Desk;
import dev.millrace.people.PeopleSettings;
import jakarta.servlet.Filter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** Sessions in PostgreSQL, so that any node can answer any request. The people module's hourly job removes ended ones. */
@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession(
        tableName = "people.spring_session",
        maxInactiveIntervalInSeconds = SessionConfig.UNTIL_SIGNED_IN,
        cleanupCron = "-")
class SessionConfig {

    /** Half an hour for one that only protects a form from forgery; {@link SignInSession} sets more. */
    static final int UNTIL_SIGNED_IN = 30 * 60;

    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer upsertsAttributes() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    @Bean
    @Primary
    FindByIndexNameSessionRepository<? extends Session> sparingSessions(JdbcIndexedSessionRepository stored) {
        return new SparingSessions<>(stored);
    }

    @Bean
    FilterRegistrationBean<Filter> rememberingSessions() {
        var filter = new FilterRegistrationBean<>(SparingSessions.remembering());
        filter.setName("rememberingSessions");
        filter.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 1);
        return filter;
    }

    /** Over https no other host and no plain connection can set the cookie: browsers see to it by its name. */
    @Bean
    CookieSerializer sessionCookie(Desk desk, PeopleSettings settings) {
        var secure = "https".equals(desk.publicUrl().getScheme());
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(secure ? "__Host-millrace" : "millrace");
        cookie.setUseSecureCookie(secure);
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setCookiePath("/");
        cookie.setCookieMaxAge(Math.toIntExact(settings.sessionLongest().toSeconds()));
        return cookie;
    }
}
