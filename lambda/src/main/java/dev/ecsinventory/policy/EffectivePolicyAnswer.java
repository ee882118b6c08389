package dev.ecsinventory.policy;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The answer of {@code aws organizations describe-effective-policy}, which carries the policy as
 * text: people save the whole answer, as AWS's guide tells them to.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeEffectivePolicy.html">
 *     DescribeEffectivePolicy</a>
 */
final class EffectivePolicyAnswer {
  private EffectivePolicyAnswer() {}

  /** The policy in the answer at {@code place}; {@code place} itself when it is no answer. */
  static Place unwrapped(Place place) {
    JsonNode content = place.value().path("EffectivePolicy").path("PolicyContent");
    return content.isTextual()
        ? JsonText.read(place.document(), content.textValue(), place.problems()).orElse(place)
        : place;
  }
}
