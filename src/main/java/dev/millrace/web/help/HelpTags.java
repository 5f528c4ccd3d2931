package dev.millrace.web.help;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** Sends a page of the help centre that everybody sees again only when it has changed; what is found is asked for once. */
@Component
class HelpTags extends ShallowEtagHeaderFilter {

    HelpTags() {
        // a strong one would keep the server from compressing
        setWriteWeakETag(true);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !path.startsWith("/help")
                || path.startsWith("/help/files/")
                || path.equals("/help/search")
                || path.equals("/help/suggestions");
    }

    @Override
    protected boolean isEligibleForEtag(
            HttpServletRequest request, HttpServletResponse response, int status, InputStream body) {
        var control = response.getHeader(HttpHeaders.CACHE_CONTROL);
        return control != null
                && control.contains("public")
                && super.isEligibleForEtag(request, response, status, body);
    }
}
