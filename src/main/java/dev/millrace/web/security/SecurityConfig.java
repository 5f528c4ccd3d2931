package dev.millrace.web.security;

import dev.millrace.kernel.Desk;
import dev.millrace.knowledge.HelpCentre;
import dev.millrace.people.Ownership;
import dev.millrace.people.Tokens;
import dev.millrace.web.Headers;
import dev.millrace.web.security.Routes.Need;
import dev.millrace.web.security.Routes.Route;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.savedrequest.NullRequestCache;

/** Two doors to the desk: one for programs with tokens, one for people with sessions. {@link Routes} says what is behind. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfig {

    @Bean
    @Order(1)
    SecurityFilterChain doorForPrograms(HttpSecurity http, Tokens tokens) {
        return http.securityMatcher("/api/**", "/metrics")
                .authorizeHttpRequests(routes -> declare(Routes.PROGRAMS, routes))
                .addFilterBefore(new BearerTokens(tokens), AnonymousAuthenticationFilter.class)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(refused -> refused.authenticationEntryPoint((_, response, _) -> {
                            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                            Refused.problem(
                                    response,
                                    HttpStatus.UNAUTHORIZED,
                                    "Send a token that works: Authorization: Bearer mr_…");
                        })
                        .accessDeniedHandler((request, response, _) -> {
                            if (Routes.PROGRAMS.stream()
                                    .anyMatch(route -> route.matcher().matches(request))) {
                                Refused.problem(response, HttpStatus.FORBIDDEN, "This token does not have the scope.");
                            } else {
                                Refused.problem(response, HttpStatus.NOT_FOUND, "There is nothing at this address.");
                            }
                        }))
                // A browser never sends the header by itself, so there is no request to forge.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.httpStrictTransportSecurity(hsts -> hsts.disable()))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain doorForPeople(
            HttpSecurity http, SignInSession session, Ownership ownership, HelpCentre help, Desk desk) {
        return http.authorizeHttpRequests(routes -> declare(Routes.PAGES, routes))
                .securityContext(context -> context.securityContextRepository(session))
                .addFilterBefore(new SetupFirst(ownership), AuthorizationFilter.class)
                .addFilterBefore(new MovedArticles(help), AuthorizationFilter.class)
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, _) -> Refused.showSignIn(request, response))
                        .accessDeniedHandler((request, response, _) -> {
                            // Whose session ended while a form was open is not an attacker: they sign in again.
                            if (session.isColleague(request) && !Routes.isForCustomers(request)
                                    || session.isCustomer(request)) {
                                response.sendError(Routes.isPage(request) ? 403 : 404);
                            } else {
                                Refused.showSignIn(request, response);
                            }
                        }))
                // Forms of strangers change nothing in a session, and asking for a token would give each of them one.
                // In the
                // widget's frame no session's cookie is sent at all: its form is held by its signed stamp, as the one
                // outside is.
                .csrf(csrf -> csrf.ignoringRequestMatchers(
                        "/contact/**",
                        "/help/widget/contact",
                        "/help/welcome/done",
                        "/help/news/**",
                        "/help/articles/*/votes",
                        "/help/feedback",
                        "/help/solved/*",
                        "/help/community/*/subscription/*"))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                        .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                                request -> !Headers.isFramed(request),
                                new XFrameOptionsHeaderWriter(XFrameOptionsHeaderWriter.XFrameOptionsMode.DENY)))
                        .httpStrictTransportSecurity(hsts -> {
                            if ("https".equals(desk.publicUrl().getScheme())) {
                                hsts.requestMatcher(_ -> true).includeSubDomains(false);
                            } else {
                                hsts.disable();
                            }
                        }))
                .build();
    }

    /** There is no way in but the two above; without this Boot would make a user of its own. */
    @Bean
    AuthenticationManager noOtherWayIn() {
        return authentication -> {
            throw new ProviderNotFoundException("Sign in at /sign-in");
        };
    }

    /** Measuring every filter of every request costs more than most of them do, and nobody reads it. */
    @Bean
    SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    private static void declare(
            List<Route> table,
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry routes) {
        for (var route : table) {
            var door = routes.requestMatchers(route.matcher());
            switch (route.need()) {
                case Need.Nothing _ -> door.permitAll();
                case Need.Session(var permission) -> door.hasAuthority(permission.name());
                case Need.Token(var scope) -> door.hasAuthority(scope.name());
                case Need.OwnTickets _ -> door.hasAuthority(CustomerSignIn.OWN_TICKETS);
            }
        }
        routes.anyRequest().denyAll();
    }
}
