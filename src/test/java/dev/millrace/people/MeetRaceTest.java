package dev.millrace.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kernel.DatabaseTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/** Two mails of a new sender arrive at once. */
@DatabaseTest
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
class MeetRaceTest {

    @Autowired
    private People people;

    @Autowired
    private JdbcClient db;

    @Test
    void ofManyWhoMeetTheSameStrangerAllMeetTheSamePerson() throws Exception {
        var threads = 4;
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (var round = 0; round < 25; round++) {
                var email = "stranger%d@race.example".formatted(round);
                var start = new CyclicBarrier(threads);
                var meetings = new ArrayList<Callable<PersonId>>();
                for (var i = 0; i < threads; i++) {
                    meetings.add(() -> {
                        start.await();
                        return people.meet(email, "Stranger").id();
                    });
                }

                var met = new HashSet<PersonId>();
                for (var meeting : pool.invokeAll(meetings)) {
                    met.add(meeting.get());
                }

                assertThat(met).hasSize(1);
            }
        }
        assertThat(db.sql("select count(*) from people.person where email like '%@race.example'")
                        .query(Long.class)
                        .single())
                .isEqualTo(25);
    }
}
