#!/bin/sh
# What an operator's script does with the AWS command line: it pages, resumes a list, describes in
# batches, and selects with queries. Lists are sorted, because a snapshot does not keep their order.
set -eu
ecs() {
  aws ecs "$@" --endpoint-url "$endpoint" --output json
}
endpoint=$1

echo "clusters, page by page"
clusters=$(ecs list-clusters --page-size 1 --query 'sort(clusterArns)[]' | tr -d '[]," ' | grep .)
echo "$clusters"

echo "clusters, two at a time"
token=$(ecs list-clusters --max-items 2 --query NextToken | tr -d '"')
[ "$token" != null ]
first=$(ecs list-clusters --max-items 2 --query 'length(clusterArns)')
rest=$(ecs list-clusters --starting-token "$token" --query 'length(clusterArns)')
echo "$first and $rest"

echo "clusters, in one call"
# shellcheck disable=SC2086 # a list of arguments
ecs describe-clusters --clusters $clusters --include TAGS \
  --query 'sort_by(clusters, &clusterArn)[].[clusterArn, status, sort_by(tags, &key)]'

for cluster in $(echo "$clusters" | head -n 2); do
  echo "services of $cluster"
  ecs list-services --cluster "$cluster" --page-size 2 --query 'sort(serviceArns)[]' |
    tr -d '[]," ' | grep . >services.txt || true
  cat services.txt
  # DescribeServices accepts ten services.
  xargs -r -n 10 aws ecs describe-services --endpoint-url "$endpoint" --output text \
    --cluster "$cluster" --include TAGS --query 'services[].[serviceArn]' --services \
    <services.txt | sort
  while read -r service; do
    sets=$(ecs describe-services --cluster "$cluster" --services "$service" \
      --query 'sort_by(services[0].taskSets || `[]`, &id)[].id' | tr -d '[]," ' | grep . || true)
    if [ -n "$sets" ]; then
      # shellcheck disable=SC2086
      ecs describe-task-sets --cluster "$cluster" --service "$service" --task-sets $sets \
        --include TAGS --query 'sort_by(taskSets, &id)[].[id, status, scale, createdAt, sort_by(tags, &key)]'
    fi
  done <services.txt
done

echo "errors"
ecs describe-services --cluster no-such-cluster --services web 2>&1 || echo "exit code $?"
ecs create-cluster --cluster-name new 2>&1 | sed 's/: .*//' || true
