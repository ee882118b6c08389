package dev.ecsinventory.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.ecsinventory.schema.Row;
import dev.ecsinventory.schema.TaskSets;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command that creates a task set again, unchanged except for compliant tags. The input is one
 * JSON argument, in which every character that a shell or a terminal could interpret is escaped,
 * because tags are untrusted input.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateTaskSet.html">
 *     CreateTaskSet</a>
 */
final class CreateCommand {
  /** Only services of this deployment controller accept CreateTaskSet. */
  private static final String EXTERNAL = "EXTERNAL";

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .characterEscapes(new NoApostrophe())
          .build();

  private static final int USUAL_LENGTH = 2_048;

  private CreateCommand() {}

  /** The command; empty where only a deployment system creates the service's task sets. */
  static Optional<String> of(Row taskSet, List<Finding> findings, Lineage lineage) {
    if (!EXTERNAL.equals(taskSet.get(TaskSets.DEPLOYMENT_CONTROLLER))) {
      return Optional.empty();
    }
    StringWriter command = new StringWriter(USUAL_LENGTH);
    command
        .append("aws ecs create-task-set --region ")
        .append(taskSet.get(TaskSets.DATASET.region()))
        .append(" --cli-input-json '");
    try (JsonGenerator json = JSON.createGenerator(command)) {
      write(json, taskSet, CompliantTags.of(Tags.of(taskSet), findings, lineage));
    } catch (IOException impossible) {
      throw new UncheckedIOException("nothing is written but to memory", impossible);
    }
    return Optional.of(command.append("'").toString());
  }

  private static void write(JsonGenerator json, Row taskSet, Map<String, String> tags)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("cluster", taskSet.get(TaskSets.CLUSTER_ARN));
    json.writeStringField("service", taskSet.get(TaskSets.SERVICE_ARN));
    CreateInput.write(json, taskSet);
    json.writeArrayFieldStart("tags");
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      json.writeStartObject();
      json.writeStringField("key", tag.getKey());
      json.writeStringField("value", tag.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** JSON's own escapes, and one for the character that would end the shell argument. */
  private static final class NoApostrophe extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    private static final int[] ESCAPES = standardAsciiEscapesForJSON();

    static {
      ESCAPES['\''] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ESCAPES;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      return null;
    }
  }
}
