package dev.millrace.api;

import dev.millrace.kernel.Refusal;
import java.net.URI;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Says what went wrong as RFC 9457 problem details; {@code field} names the value that was wrong. */
@RestControllerAdvice(basePackages = "dev.millrace.api")
class Problems extends ResponseEntityExceptionHandler {

    @ExceptionHandler
    ProblemDetail refused(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotFound _ -> problem(HttpStatus.NOT_FOUND, refusal.getMessage());
            case Refusal.Conflict _ -> problem(HttpStatus.CONFLICT, refusal.getMessage());
            case Refusal.Forbidden _ -> problem(HttpStatus.FORBIDDEN, refusal.getMessage());
            case Refusal.TooMany _ -> problem(HttpStatus.TOO_MANY_REQUESTS, refusal.getMessage());
            case Refusal.Invalid invalid ->
                wrong(HttpStatus.UNPROCESSABLE_CONTENT, invalid.field(), invalid.getMessage());
        };
    }

    @ExceptionHandler
    ProblemDetail mistyped(MethodArgumentTypeMismatchException e) {
        return wrong(HttpStatus.BAD_REQUEST, e.getName(), "“%s” cannot be read here.".formatted(e.getValue()));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = switch (e.getCause()) {
            case JacksonException json -> unreadable(json);
            case BodyLimit.TooLarge _ ->
                problem(HttpStatus.CONTENT_TOO_LARGE, "A body has at most %d MB.".formatted(BodyLimit.MOST >> 20));
            case null, default -> problem(HttpStatus.BAD_REQUEST, "The body is missing or cannot be read.");
        };
        return ResponseEntity.status(problem.getStatus()).body(problem);
    }

    private static ProblemDetail unreadable(JacksonException json) {
        var field = json.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? Integer.toString(step.getIndex()) : step.getPropertyName())
                .collect(Collectors.joining("."));
        var where = json.getLocation();
        var detail = "The JSON cannot be read at line %d, column %d%s."
                .formatted(where.getLineNr(), where.getColumnNr(), field.isEmpty() ? "" : ", in " + field);
        return field.isEmpty() ? problem(HttpStatus.BAD_REQUEST, detail) : wrong(HttpStatus.BAD_REQUEST, field, detail);
    }

    private static ProblemDetail wrong(HttpStatus status, String field, String detail) {
        var problem = problem(status, detail);
        problem.setProperty("field", field);
        return problem;
    }

    private static ProblemDetail problem(HttpStatus status, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("about:blank"));
        return problem;
    }
}
