package dev.ecsinventory.policy.document;

import static java.util.Objects.requireNonNull;

import dev.ecsinventory.config.InvalidInputException;
import dev.ecsinventory.config.Problems;
import dev.ecsinventory.policy.text.JsonText;
import dev.ecsinventory.policy.text.LocatedValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Parses a tag policy in any of its forms: an authored or effective AWS Organizations tag policy,
 * the parameters of AWS Config's {@code required-tags}, and the project's own policy file, which
 * combines these. The document's keys determine the form. {@link SavedDocument} lists the documents
 * around a policy that are accepted too.
 */
public final class TagPolicyParser {
  private static final String UNUSABLE = "the tag policy cannot be used";

  private final PolicyReader references;

  /**
   * A parser that reads the references of a policy file with {@code references}. AWS's forms have
   * no references.
   */
  public TagPolicyParser(PolicyReader references) {
    this.references = requireNonNull(references, "references is null");
  }

  /**
   * Parses a policy.
   *
   * @param name name of the document in messages: a file's name or a URI
   * @throws InvalidInputException naming every problem: the location in the document, and the
   *     accepted values
   */
  public TagPolicy parse(String name, String text) {
    Problems problems = new Problems();
    Optional<PolicyContent> content =
        JsonText.read(name, text, problems)
            .flatMap(SavedDocument::unwrapped)
            .map(location -> content(location, problems));
    return finished(name, content, problems);
  }

  /**
   * Merges AWS tag policies into the effective policy of an account, by AWS's rules of inheritance.
   *
   * @param levels from the organization's root to the account; the documents of a level in the
   *     order in which they were attached
   * @throws InvalidInputException as {@link #parse}
   */
  public TagPolicy parseInherited(List<List<NamedDocument>> levels) {
    Problems problems = new Problems();
    List<List<TagPolicyDocument>> documents = new ArrayList<>();
    LocatedValue last = null;
    for (List<NamedDocument> level : levels) {
      List<TagPolicyDocument> read = new ArrayList<>();
      for (NamedDocument document : level) {
        Optional<LocatedValue> location = JsonText.read(document.name(), document.text(), problems);
        last = location.orElse(last);
        location.map(TagPolicyDocumentReader::read).ifPresent(read::add);
      }
      documents.add(read);
    }
    EffectiveTagPolicy effective =
        last == null
            ? new EffectiveTagPolicy(new TreeMap<>())
            : PolicyFileReader.merge(last, documents);
    return finished(
        "inherited tag policies",
        Optional.of(PolicyContent.everywhere(effective, new RequiredTags(new TreeMap<>()))),
        problems);
  }

  /**
   * @param name name in messages
   */
  public record NamedDocument(String name, String text) {
    public NamedDocument {
      requireNonNull(name, "name is null");
      requireNonNull(text, "text is null");
    }
  }

  private PolicyContent content(LocatedValue location, Problems problems) {
    Set<String> keys = location.fields("a tag policy").keySet();
    if (keys.contains(PolicyFileReader.RULES)) {
      return new PolicyFileReader(references, problems).read(location);
    }
    if (keys.contains(TagPolicyDocumentReader.TAGS)) {
      TagPolicyDocument document = TagPolicyDocumentReader.read(location);
      return PolicyContent.everywhere(
          Inheritance.merge(List.of(List.of(document))), new RequiredTags(new TreeMap<>()));
    }
    if (RequiredTags.isMeantBy(keys)) {
      return PolicyContent.everywhere(
          new EffectiveTagPolicy(new TreeMap<>()), RequiredTags.read(location));
    }
    if (location.isObject()) {
      location.problem(
          "is no tag policy that is known; accepted are an AWS Organizations tag policy (\"tags\"),"
              + " parameters of AWS Config's required-tags (\"tag1Key\"), a policy file of"
              + " this project (\"rules\"), and the saved responses of describe-policy,"
              + " describe-effective-policy and describe-config-rules");
    }
    return new PolicyContent(List.of(), List.of(), Duration.ZERO, true);
  }

  private static TagPolicy finished(
      String name, Optional<PolicyContent> content, Problems problems) {
    content.ifPresent(policy -> rejectContradictions(name, policy.ruleSets(), problems));
    problems.rejectIfAny(UNUSABLE);
    return new TagPolicy(content.orElseThrow());
  }

  /**
   * Rejects two spellings of one key in overlapping scopes, because every task set would violate a
   * rule.
   */
  private static void rejectContradictions(String name, List<RuleSet> ruleSets, Problems problems) {
    Set<String> contradictions = new TreeSet<>();
    for (int one = 0; one < ruleSets.size(); one++) {
      for (int other = one; other < ruleSets.size(); other++) {
        if (ruleSets.get(one).scope().mayMeet(ruleSets.get(other).scope())) {
          addSpellings(ruleSets.get(one), ruleSets.get(other), contradictions);
        }
      }
    }
    contradictions.forEach(
        keys ->
            problems.add(
                name
                    + ": spells one tag key in several ways, "
                    + keys
                    + ", for task sets of the same scope; accepted is one of them"));
  }

  private static void addSpellings(RuleSet one, RuleSet other, Set<String> contradictions) {
    for (TagRule rule : one.rules()) {
      for (TagRule another : other.rules()) {
        boolean sameTag =
            rule.key().toLowerCase(Locale.ROOT).equals(another.key().toLowerCase(Locale.ROOT));
        if (sameTag && !rule.key().equals(another.key())) {
          contradictions.add(
              String.join(" and ", new TreeSet<>(List.of(rule.key(), another.key()))));
        }
      }
    }
  }
}
