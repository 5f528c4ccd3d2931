package dev.millrace.replies;

import dev.millrace.kernel.Audit;
import dev.millrace.kernel.Refusal.Invalid;
import dev.millrace.people.PersonId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The manner of writing of each channel. */
@Component
@Transactional
public class Voices {

    private static final int SIGNATURE_LIMIT = 4_000;

    private final JdbcClient db;
    private final Audit audit;

    Voices(JdbcClient db, Audit audit) {
        this.db = db;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public Voice of(@Nullable UUID channel) {
        if (channel == null) {
            return Voice.USUAL;
        }
        return db.sql(
                        "select signature, acknowledges, answers, signed_return from replies.voice where channel_id = :channel")
                .param("channel", channel)
                .query((row, _) -> new Voice(
                        row.getString("signature"),
                        row.getBoolean("acknowledges"),
                        row.getBoolean("answers"),
                        row.getBoolean("signed_return")))
                .optional()
                .orElse(Voice.USUAL);
    }

    /** @param name what people call the channel */
    public void put(UUID channel, String name, Voice voice, PersonId by) {
        if (voice.signature().length() > SIGNATURE_LIMIT) {
            throw new Invalid("signature", "A signature has at most %,d characters.".formatted(SIGNATURE_LIMIT));
        }
        var before = of(channel);
        if (before.equals(voice)) {
            return;
        }
        db.sql("""
                insert into replies.voice (channel_id, signature, acknowledges, answers, signed_return)
                values (:channel, :signature, :acknowledges, :answers, :signedReturn)
                    on conflict (channel_id) do update
                   set signature     = excluded.signature,
                       acknowledges  = excluded.acknowledges,
                       answers       = excluded.answers,
                       signed_return = excluded.signed_return
                """)
                .param("channel", channel)
                .param("signature", voice.signature())
                .param("acknowledges", voice.acknowledges())
                .param("answers", voice.answers())
                .param("signedReturn", voice.signedReturn())
                .update();
        audit.record(by.value(), "channel.voice_changed", name, before, voice);
    }
}
