package dev.millrace.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Reads no more of a JSON body than the desk takes, whatever its sender says of its length. Raw mail has a limit of its own. */
@RestControllerAdvice(basePackages = "dev.millrace.api")
class BodyLimit extends RequestBodyAdviceAdapter {

    static final int MOST = 5 << 20;

    /** Somebody sent more than that. */
    static final class TooLarge extends IOException {}

    private record Read(HttpHeaders headers, byte[] body) implements HttpInputMessage {

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type target, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type target,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        if (message.getHeaders().getContentLength() > MOST) {
            throw new TooLarge();
        }
        var body = message.getBody().readNBytes(MOST + 1);
        if (body.length > MOST) {
            throw new TooLarge();
        }
        return new Read(message.getHeaders(), body);
    }
}
