package dev.millrace.mail;

import java.util.Arrays;
import java.util.Locale;
import org.apache.james.mime4j.stream.Field;

/** Turns one raw field into name and text, cutting what is longer than a field has any reason to be. */
final class HeaderField {

    private HeaderField() {}

    record Read(MailHeaders.Field field, boolean cut) {}

    static Read read(Field field) {
        var name = field.getName().strip().toLowerCase(Locale.ROOT);
        var raw = field.getRaw();
        var value = raw == null ? field.getBody() : value(raw.toByteArray());
        var cut = raw != null && raw.length() > name.length() + 2 + MailLimits.HEADER_FIELD_BYTES;
        return new Read(new MailHeaders.Field(name, value, HeaderText.decode(value)), cut);
    }

    private static String value(byte[] raw) {
        var colon = 0;
        while (colon < raw.length && raw[colon] != ':') {
            colon++;
        }
        var from = Math.min(colon + 1, raw.length);
        var to = Math.min(raw.length, from + MailLimits.HEADER_FIELD_BYTES);
        return HeaderText.raw(Arrays.copyOfRange(raw, from, to)).strip();
    }
}
