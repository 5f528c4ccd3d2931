package dev.millrace.web.templates;

import dev.millrace.replies.TemplateText;
import dev.millrace.tickets.Attachment;
import java.util.List;

/** Uploaded files as a template keeps them. */
final class TemplateFiles {

    private TemplateFiles() {}

    static List<TemplateText.File> of(List<Attachment> uploaded) {
        return uploaded.stream()
                .map(file -> new TemplateText.File(
                        file.id(), file.file().sha256(), file.file().size(), file.filename(), file.mediaType()))
                .toList();
    }
}
