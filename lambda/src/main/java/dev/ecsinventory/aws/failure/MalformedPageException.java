package dev.ecsinventory.aws.failure;

import software.amazon.awssdk.core.exception.SdkClientException;

/** A page of a listing from which nothing can be concluded, because it contradicts the API. */
public final class MalformedPageException extends SdkClientException {
  private static final long serialVersionUID = 1L;

  public MalformedPageException(String message) {
    super(builder().message(message));
  }
}
