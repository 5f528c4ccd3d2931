package dev.millrace.mail;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bounces that Amazon SES reports as JSON through its notification service. */
final class SesNotice {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SesNotice() {}

    static boolean is(MailHeaders headers) {
        return headers.has("x-amz-sns-message-id");
    }

    static List<Bounce> bounces(String text) {
        var start = text.indexOf('{');
        var end = text.lastIndexOf('}');
        if (start < 0 || end < start) {
            return List.of();
        }
        try {
            // Old relays break long lines with "!" and an indented next line.
            var json = JSON.readTree(text.substring(start, end + 1).replace("!\n ", ""));
            return read(
                    json.path("Message").isString()
                            ? JSON.readTree(json.path("Message").asString())
                            : json);
        } catch (JacksonException _) {
            return List.of();
        }
    }

    private static List<Bounce> read(JsonNode notice) {
        var bounces = new ArrayList<Bounce>();
        var original =
                notice.path("mail").path("commonHeaders").path("messageId").asString("");
        for (var recipient : notice.path("bounce").path("bouncedRecipients")) {
            var evidence = new BounceEvidence(
                    recipient.path("action").asString(""),
                    recipient
                            .path("status")
                            .asString(
                                    notice.path("bounce")
                                                    .path("bounceType")
                                                    .asString("")
                                                    .equals("Permanent")
                                            ? "5.0.0"
                                            : "4.0.0"),
                    DeliveryStatus.typeless(recipient.path("diagnosticCode").asString("")),
                    notice.path("bounce").path("bounceSubType").asString(""),
                    "",
                    "");
            bounces.add(Bounce.of(recipient.path("emailAddress").asString(""), evidence, id(original)));
        }
        for (var recipient : notice.path("complaint").path("complainedRecipients")) {
            bounces.add(new Bounce(
                    recipient.path("emailAddress").asString(""),
                    "",
                    Bounce.Reason.FEEDBACK,
                    false,
                    "complaint",
                    id(original)));
        }
        for (var recipient : notice.path("delivery").path("recipients")) {
            var evidence = new BounceEvidence(
                    "delivered",
                    "",
                    notice.path("delivery").path("smtpResponse").asString(""),
                    "",
                    "",
                    "");
            bounces.add(Bounce.of(recipient.asString(""), evidence, id(original)));
        }
        return bounces;
    }

    private static @Nullable String id(String original) {
        return original.isBlank() ? null : original.replaceAll("[<>\\s]", "");
    }
}
