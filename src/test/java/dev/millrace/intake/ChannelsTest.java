package dev.millrace.intake;

import static dev.millrace.intake.Postroom.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import java.util.Collections;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntakeTest
class ChannelsTest {

    @Autowired
    private Channels channels;

    @Test
    void theFirstMailsForAnAddressOpenOneChannelHoweverManyComeTogether() throws Exception {
        var address = unique("orders") + "@desk.example";
        Callable<ChannelId> first = () -> channels.forPrograms(address, null).id();

        var found = new HashSet<ChannelId>();
        try (var callers = Executors.newFixedThreadPool(8)) {
            for (var answer : callers.invokeAll(Collections.nCopies(8, first))) {
                found.add(answer.get());
            }
        }

        assertThat(found).hasSize(1);
        assertThat(channels.byAddress(address))
                .map(Channel::id)
                .contains(found.iterator().next());
    }

    @Test
    void aClosedChannelStaysClosed() {
        var address = unique("closed") + "@desk.example";
        var channel = channels.addApi("Closed", address, null, null);
        channels.open(channel.id(), false, new PersonId(UUID.randomUUID()));

        assertThatThrownBy(() -> channels.forPrograms(address, null)).isInstanceOf(Invalid.class);
    }
}
