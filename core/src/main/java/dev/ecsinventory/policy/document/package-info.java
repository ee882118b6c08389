/**
 * Tag policies as files: AWS's syntax and inheritance, the elements that this project adds, and the
 * canonical text by which a policy is identified.
 *
 * <p>Start at {@link dev.ecsinventory.policy.document.TagPolicyParser}.
 */
package dev.ecsinventory.policy.document;
