package dev.ecsinventory.cli.engine;

import com.google.common.util.concurrent.Striped;
import java.io.InputStream;
import java.util.concurrent.locks.Lock;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * A store with an atomic compare-and-replace operation, like S3. S3Proxy checks {@code If-Match}
 * before it puts an object, and another request may put one in between.
 */
final class ConditionalPuts extends ForwardingBlobStore {
  private static final int STRIPES = 64;

  private final Striped<Lock> keys = Striped.lock(STRIPES);

  ConditionalPuts(BlobStore store) {
    super(store);
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
    Lock key = keys.get(request.bucket() + "/" + request.key());
    key.lock();
    try {
      if (request.ifMatch() != null && !isThere(request)) {
        throw S3Exceptions.preconditionFailed(null);
      }
      return super.putBlob(request, body);
    } finally {
      key.unlock();
    }
  }

  private boolean isThere(PutObjectRequest request) {
    HeadObjectResponse present = blobMetadataIfPresent(request.bucket(), request.key());
    return present != null && unquoted(request.ifMatch()).equals(unquoted(present.eTag()));
  }

  private static String unquoted(String tag) {
    return tag.replace("\"", "");
  }
}
