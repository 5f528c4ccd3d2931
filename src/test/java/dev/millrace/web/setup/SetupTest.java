package dev.millrace.web.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import dev.millrace.kernel.Settings;
import dev.millrace.people.Cast;
import dev.millrace.people.House;
import dev.millrace.people.Ownership;
import dev.millrace.web.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An empty desk that anybody on the network can reach, told as one story since it can be taken only once. */
@DatabaseTest
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "millrace.url=http://desk.example")
class SetupTest {

    @LocalServerPort
    private int port;

    @Autowired
    private SetupCode code;

    @Autowired
    private Ownership ownership;

    @Autowired
    private Settings settings;

    @Test
    void anEmptyDeskIsTakenOnceAndByWhoeverCanReadItsLog() {
        var stranger = new Visitor(port);
        assertThat(stranger.get("/").location()).isEqualTo("/setup");
        assertThat(stranger.get("/inbox").location()).isEqualTo("/setup");
        assertThat(stranger.get("/sign-in").location()).isEqualTo("/setup");
        assertThat(stranger.get("/health/live").status()).isEqualTo(200);
        assertThat(stranger.get("/setup").body()).contains("Set-up code");

        for (var guess : new String[] {"", "AAAAAAAAAAAA", code.code().substring(1)}) {
            var refused = take(stranger, guess, Cast.PASSWORD);
            assertThat(refused.status()).as(guess).isEqualTo(422);
            assertThat(refused.body()).contains("This is not the code");
        }
        assertThat(ownership.taken()).isFalse();

        var grace = new Visitor(port);
        grace.get("/setup?code=" + code.code());
        var weak = take(grace, code.code(), "password123");
        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.body()).contains("first passwords anybody would try").contains("grace@desk.example");

        assertThat(take(grace, code.code(), Cast.PASSWORD).location()).isEqualTo("/setup/company");
        assertThat(grace.get("/setup/company").status()).isEqualTo(200);

        assertThat(grace.post("/setup/company", "company", " ", "locale", "en", "timeZone", "Europe/Berlin")
                        .status())
                .isEqualTo(422);
        assertThat(grace.post("/setup/company", "company", "Mill & Sons", "locale", "en", "timeZone", "Europe/Berlin")
                        .location())
                .isEqualTo("/setup/mailbox");
        assertThat(settings.get(House.KEY).name()).isEqualTo("Mill & Sons");
        assertThat(grace.get("/setup/done").body()).contains("Mill &amp; Sons", "Connect a mailbox");

        var late = new Visitor(port);
        assertThat(late.get("/setup").location()).isEqualTo("/setup/company");
        assertThat(late.get("/setup/company").location()).startsWith("/sign-in");
        late.get("/sign-in");
        assertThat(take(late, code.code(), Cast.PASSWORD).status()).isEqualTo(409);
    }

    private static Visitor.Page take(Visitor visitor, String code, String password) {
        return visitor.post(
                "/setup", "name", "Grace Hopper", "email", "grace@desk.example", "password", password, "code", code);
    }
}
