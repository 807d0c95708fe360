// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rule.h"

namespace sm::lint {

QList<Rule> awsRules(); ///< what the service models say
QList<Rule> fileRules(); ///< files that the runbook writes and hands to AWS
QList<Rule> queryRules(); ///< --query and --output
QList<Rule> metricRules(); ///< CloudWatch and Prometheus
QList<Rule> costRules(); ///< Cost Explorer, Athena
QList<Rule> identityRules(); ///< Cognito, IAM, CloudTrail
QList<Rule> lambdaRules();
QList<Rule> dynamodbRules();
QList<Rule> s3Rules();
QList<Rule> apiRules(); ///< API Gateway, AppConfig
QList<Rule> deploymentRules(); ///< CloudFormation, CodeDeploy, CDK, Terraform, git
QList<Rule> ecsRules();
QList<Rule> secretRules();
QList<Rule> shellRules();
QList<Rule> dateRules();
QList<Rule> storeRules(); ///< Redis, SQL
QList<Rule> proseRules();
QList<Rule> reversalRules(); ///< what is switched off and on

} // namespace sm::lint
