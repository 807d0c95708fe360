for x in $(aws lambda list-functions --query 'Functions[].FunctionName' --output text); do
  aws lambda update-function-configuration --function-name "$x" \
    --environment "Variables={A=1,B=$B}"
done
