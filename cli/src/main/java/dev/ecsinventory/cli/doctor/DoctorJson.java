package dev.ecsinventory.cli.doctor;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ecsinventory.cli.doctor.check.CheckOutcome;
import dev.ecsinventory.cli.doctor.check.CheckOutcome.Status;

/** The report for programs, as one JSON object. */
final class DoctorJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private DoctorJson() {}

  static String of(DoctorReport report) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("account", report.account()).put("stack", report.stack());
    json.putObject("summary")
        .put("checks", report.outcomes().size())
        .put("ok", report.count(Status.OK))
        .put("problem", report.count(Status.PROBLEM))
        .put("notChecked", report.count(Status.NOT_CHECKED))
        .put("incomplete", report.incomplete());
    ArrayNode checks = json.putArray("checks");
    report.outcomes().forEach(outcome -> add(outcome, checks.addObject()));
    return json.toPrettyString() + System.lineSeparator();
  }

  private static void add(CheckOutcome outcome, ObjectNode check) {
    check.put("name", outcome.name()).put("status", outcome.status().name());
    ArrayNode facts = check.putArray("checked");
    outcome.facts().forEach(facts::add);
    ArrayNode problems = check.putArray("problems");
    outcome
        .problems()
        .forEach(
            problem ->
                problems
                    .addObject()
                    .put("problem", problem.problem())
                    .put("remedy", problem.remedy()));
    ArrayNode unchecked = check.putArray("notChecked");
    outcome
        .unchecked()
        .forEach(
            missing ->
                unchecked.addObject().put("part", missing.part()).put("reason", missing.reason()));
  }
}
