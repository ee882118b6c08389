package dev.ecsinventory.cli.input;

import dev.ecsinventory.config.FileProblem;
import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.WholeFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;

/** Reads the task sets that a file would create; its keys tell what it is. */
final class InputReader {
  private static final String ACCEPTED =
      "accepted are a request of CreateTaskSet (service, cluster, taskDefinition, tags), a"
          + " CloudFormation template (Resources), and a Terraform plan (terraform show -json"
          + " PLANFILE: planned_values, resource_changes)";

  private InputReader() {}

  /**
   * Reads a file.
   *
   * @throws InvalidInputException naming everything that is wrong with it
   */
  static Requested read(Path file, DeploymentFacts deployment) {
    String name = file.toString();
    String text = content(file);
    InputProblems problems = new InputProblems(name);
    Node root =
        text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[")
            ? JsonNodes.read(name, text, problems)
            : YamlNodes.read(name, text, problems);
    problems.throwIfAny();
    Requested requested = read(new At(root, "", problems), deployment);
    problems.throwIfAny();
    return requested;
  }

  private static String content(Path file) {
    try {
      String text = WholeFile.utf8(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException binary) {
      throw InputProblems.unusable(
          List.of("--input: \"" + file + "\" is no text in UTF-8; " + ACCEPTED));
    } catch (IOException failure) {
      throw InputProblems.unusable(
          List.of("--input: \"%s\" cannot be read: %s".formatted(file, FileProblem.of(failure))));
    }
  }

  private static Requested read(At root, DeploymentFacts deployment) {
    if (root.member(TemplateInput.RESOURCES).isPresent()) {
      return TemplateInput.read(root, deployment);
    }
    if (!deployment.parameters().isEmpty()) {
      root.problem("is no CloudFormation template; --parameter is for templates only");
    }
    if (root.member(PlanInput.PLANNED).isPresent() || root.member(PlanInput.CHANGES).isPresent()) {
      return PlanInput.read(root, deployment);
    }
    if (CreateTaskSetInput.isMeantBy(root)) {
      return CreateTaskSetInput.read(root, deployment);
    }
    root.problem(
        root.member("terraform_version").isPresent()
            ? "is a state of Terraform, not a plan; " + ACCEPTED
            : "is no input that is known; " + ACCEPTED);
    root.problems().throwIfAny();
    throw new IllegalStateException("a problem is noted");
  }
}
