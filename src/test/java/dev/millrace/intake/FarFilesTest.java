package dev.millrace.intake;

import static dev.millrace.intake.Postroom.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.intake.Delivery.Source;
import dev.millrace.intake.Delivery.State;
import dev.millrace.kernel.FileStore;
import dev.millrace.kernel.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Mails with files, on a desk that keeps its files in a bucket. */
@IntakeTest
@DirtiesContext
class FarFilesTest {

    private static S3Server s3;

    @Autowired
    private Postroom post;

    @Autowired
    private FileStore files;

    private String drawing;
    private DeliveryId id;

    @DynamicPropertySource
    static void bucket(DynamicPropertyRegistry properties) throws IOException {
        s3 = S3Server.start();
        properties.add("millrace.files", () -> "s3://" + S3Server.BUCKET + "/desk");
        s3.variables().forEach((name, value) -> properties.add(name, () -> value));
    }

    @AfterAll
    static void close() {
        s3.close();
    }

    @BeforeEach
    void adaSendsADrawing() {
        drawing = unique("A wheel, and a wheel upon it: ");
        var raw = """
                From: Ada Lovelace <%s@analytical.example>
                To: support@desk.example
                Subject: The drawing
                Message-ID: <%s@analytical.example>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                Here it is.
                --b
                Content-Type: application/pdf
                Content-Disposition: attachment; filename="drawing.pdf"

                %s
                --b--
                """.formatted(unique("ada"), unique("d"), drawing).replace("\n", "\r\n");
        id = post.journal.take(post.channel().id(), Source.API, raw.getBytes(UTF_8));
    }

    @AfterEach
    void beThereAgain() {
        s3.troubles.clear();
        s3.meanwhile = () -> {};
    }

    @Test
    void aMailsFileIsReadFromTheBucket() throws IOException {
        post.settleAll();

        var file = post.message(post.journal.find(id)).attachments().getFirst().file();
        assertThat(s3.objects)
                .anySatisfy((key, _) -> assertThat(key).startsWith("desk/").endsWith(file.sha256()));
        try (var opened = files.open(file.sha256())) {
            assertThat(opened).hasContent(drawing);
        }
    }

    @Test
    void noTransactionWaitsForTheNetwork() {
        var free = new CopyOnWriteArrayList<Long>();
        s3.meanwhile = () -> free.add(
                post.db.sql("""
                        select count(*)
                          from (select
                                  from intake.delivery
                                 where id = :id
                                   for update skip locked)
                        """).param("id", id.value()).query(Long.class).single());

        post.settleAll();

        assertThat(free).containsExactly(1L);
        assertThat(post.journal.find(id).state()).isEqualTo(State.PROCESSED);
    }

    @Test
    void whileTheBucketIsAwayTheMailWaitsAndIsNotToBlame() {
        for (var attempt = 0; attempt < 3; attempt++) {
            s3.troubles.add(503);
        }

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(post::settleAll);
        assertThat(post.journal.find(id)).satisfies(mail -> {
            assertThat(mail.state()).isEqualTo(State.RECEIVED);
            assertThat(mail.attempts()).isZero();
        });

        post.settleAll();
        assertThat(post.journal.find(id).state()).isEqualTo(State.PROCESSED);
        assertThat(post.messages(post.journal.find(id))).hasSize(1);
    }
}
