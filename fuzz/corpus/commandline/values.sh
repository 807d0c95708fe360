aws ecs update-service --service s --cli-input-json '{"a": [1, {"b": null}]}' --network-configuration awsvpcConfiguration={subnets=[a,b],assignPublicIp=ENABLED}
aws dynamodb get-item --table-name t --key '{"id":{"S":"1"}}' --query "Item.{a:id.S}"
aws s3 sync a s3://b/c --delete --exclude "*.tmp"
aws logs tail /aws/lambda/f --since 1h --follow
aws lambda wait function-updated --function-name f
