package dev.ecsinventory.manifest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/** An object with the key of a manifest is not one; the message states why. */
public final class UnreadableManifestException extends UncheckedIOException {
  private static final long serialVersionUID = 1;

  private UnreadableManifestException(String message, IOException cause) {
    super(message, cause);
  }

  static UnreadableManifestException of(IOException malformed) {
    return new UnreadableManifestException("it is not a manifest: " + why(malformed), malformed);
  }

  UnreadableManifestException at(String uri) {
    return new UnreadableManifestException(
        "%s cannot be used: %s".formatted(uri, getMessage()), getCause());
  }

  /** Jackson's own messages contain names of classes. */
  private static String why(IOException malformed) {
    if (!(malformed instanceof JacksonException json)) {
      return "it cannot be read";
    }
    if (malformed.getCause() instanceof NullPointerException incomplete) {
      return incomplete.getMessage();
    }
    JsonLocation location = json.getLocation();
    String where =
        location == null
            ? ""
            : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    return json instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
        ? "the value of %s is invalid%s".formatted(field(mapping), where)
        : "it is not valid JSON%s".formatted(where);
  }

  private static String field(JsonMappingException mapping) {
    return mapping.getPath().stream()
        .map(part -> part.getFieldName() == null ? "" + part.getIndex() : part.getFieldName())
        .collect(Collectors.joining("/", "/", ""));
  }
}
