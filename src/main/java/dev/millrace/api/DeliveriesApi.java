package dev.millrace.api;

import dev.millrace.intake.Delivery;
import dev.millrace.intake.Delivery.State;
import dev.millrace.intake.DeliveryId;
import dev.millrace.intake.Journal;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.kernel.Slice;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The journal: every message that arrived, and what became of it. */
@RestController
@RequestMapping("/api/v1/deliveries")
class DeliveriesApi {

    /**
     * One delivery.
     *
     * @param state {@code received}, {@code processed}, {@code duplicate}, {@code ignored} or {@code quarantined}
     * @param reason why it was not simply processed
     * @param ticket the number of the ticket it went to
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record DeliveryJson(
            UUID id,
            UUID channel,
            String source,
            Instant receivedAt,
            long size,
            String state,
            @Nullable String reason,
            @Nullable String from,
            @Nullable String subject,
            @Nullable Long ticket,
            @Nullable UUID message) {

        static DeliveryJson of(Delivery delivery) {
            var message = delivery.message();
            return new DeliveryJson(
                    delivery.id().value(),
                    delivery.channel().value(),
                    delivery.source().word(),
                    delivery.receivedAt(),
                    delivery.size(),
                    delivery.state().word(),
                    delivery.reason(),
                    delivery.sender(),
                    delivery.subject(),
                    delivery.ticketNumber(),
                    message == null ? null : message.value());
        }
    }

    private final Journal journal;

    DeliveriesApi(Journal journal) {
        this.journal = journal;
    }

    /** Newest first. */
    @GetMapping
    Slice<DeliveryJson> list(
            @RequestParam @Nullable String state,
            @RequestParam @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        return journal.page(state == null ? null : state(state), after, Paging.limit(limit))
                .map(DeliveryJson::of);
    }

    @GetMapping("/{id}")
    DeliveryJson show(@PathVariable UUID id) {
        return DeliveryJson.of(journal.find(new DeliveryId(id)));
    }

    private static State state(String word) {
        return Arrays.stream(State.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Invalid(
                        "state",
                        "“%s” is none of received, processed, duplicate, ignored, quarantined.".formatted(word)));
    }
}
