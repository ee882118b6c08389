package dev.ecsinventory.cli.engine;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A handler of DynamoDB local that allows several in one process. The constructor fills a table of
 * operations that all handlers share, and meanwhile the others reject every operation ({@code
 * InvalidAction}). Therefore no handler is constructed while one processes a request.
 */
final class DynamoDbHandler extends LocalDynamoDBServerHandler {
  private static final ReadWriteLock OPERATIONS = new ReentrantReadWriteLock();

  private DynamoDbHandler(LocalDynamoDBRequestHandler requests) {
    super(requests, null);
  }

  static DynamoDbHandler of(LocalDynamoDBRequestHandler requests) {
    OPERATIONS.writeLock().lock();
    try {
      return new DynamoDbHandler(requests);
    } finally {
      OPERATIONS.writeLock().unlock();
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    OPERATIONS.readLock().lock();
    try {
      return super.handle(request, response, callback);
    } finally {
      OPERATIONS.readLock().unlock();
    }
  }
}
