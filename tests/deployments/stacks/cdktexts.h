// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace sm::test {

// What the CDK writes, as versions 2.60 and 2.1030 of its program have it.

inline const QByteArray oldDiff = R"(Stack EnergyInsightsStack
IAM Statement Changes
┌───┬────────────────────┬────────┬─────────────────┬──────────────────────────────┬───────────┐
│   │ Resource           │ Effect │ Action          │ Principal                    │ Condition │
├───┼────────────────────┼────────┼─────────────────┼──────────────────────────────┼───────────┤
│ + │ ${ChatRole.Arn}    │ Allow  │ sts:AssumeRole  │ Service:lambda.amazonaws.com │           │
└───┴────────────────────┴────────┴─────────────────┴──────────────────────────────┴───────────┘
(NOTE: There may be security-related changes not in this list. See https://github.com/aws/aws-cdk/issues/1299)

Parameters
[+] Parameter BootstrapVersion BootstrapVersion: {"Type":"AWS::SSM::Parameter::Value<String>"}

Resources
[+] AWS::SQS::Queue Inbox InboxB1A2C3D4 
[-] AWS::DynamoDB::Table ChatSession ChatSession5F00 destroy
[-] AWS::S3::Bucket Reports Reports77AB orphan
[~] AWS::Lambda::Function Chat Chat5F0C 
 └─ [~] MemorySize
     ├─ [-] 512
     └─ [+] 1024
[~] AWS::DynamoDB::Table ChatMessage ChatMessage11EE replace
 └─ [~] KeySchema (requires replacement)
     └─ @@ -1,6 +1,6 @@
        [ ] [
        [-]     "AttributeName": "id",
[~] AWS::EC2::Instance Router Router99 may be replaced
 └─ [~] UserData (may cause replacement)

Outputs
[+] Output ApiUrl ApiUrl: {"Value":"x"}

Stack OtherStack
There were no differences
)";

inline const QByteArray newDiff
    = "start: Building EnergyInsightsStack Template\n"
      "success: Built EnergyInsightsStack Template\n"
      "Hold on while we create a read-only change set to get a diff with accurate replacement information (use "
      "--no-change-set to use a less accurate but faster template-only diff)\n"
      "Stack Prod/EnergyInsightsStack (EnergyInsightsStack)\n"
      "\x1b[4mResources\x1b[24m\n"
      "[\x1b[33m~\x1b[39m] \x1b[36mAWS::Lambda::Function\x1b[39m \x1b[34mProd/Chat\x1b[39m Chat5F0C\n"
      " └─ [~] Timeout\n"
      "[\x1b[31m-\x1b[39m] \x1b[36mAWS::DynamoDB::Table\x1b[39m ChatSession ChatSession5F00 \x1b[31mdestroy\x1b[39m\n"
      "[\x1b[34m←\x1b[39m] AWS::S3::Bucket Reports Reports77AB import\n"
      "\n\n"
      "✨  Number of stacks with differences: 1\n"
      "\n";

inline const QByteArray oldDeployment
    = "EnergyInsightsStack: deploying...\n"
      "[0%] start: Publishing 5f0c:current_account-current_region\n"
      "EnergyInsightsStack: creating CloudFormation changeset...\n"
      "EnergyInsightsStack | 0/4 | 4:20:11 AM | UPDATE_IN_PROGRESS   | AWS::CloudFormation::Stack | "
      "EnergyInsightsStack "
      "User Initiated\n"
      "EnergyInsightsStack | 1/4 | 4:20:19 AM | UPDATE_COMPLETE      | AWS::Lambda::Function | Chat (Chat5F0C) \n"
      "\n ✅  EnergyInsightsStack\n"
      "\n✨  Deployment time: 45.12s\n"
      "\nOutputs:\n"
      "EnergyInsightsStack.ApiUrl = https://api.example.com/prod\n"
      "EnergyInsightsStack.Table = ChatMessage-prod\n"
      "Stack ARN:\n"
      "arn:aws:cloudformation:us-east-1:123456789012:stack/EnergyInsightsStack/1b2c\n"
      "\n✨  Total time: 50.1s\n"
      "\n ✅  OtherStack (no changes)\n";

inline const QByteArray failedDeployment
    = "EnergyInsightsStack: deploying... [1/1]\n"
      "EnergyInsightsStack: creating CloudFormation changeset...\n"
      "EnergyInsightsStack | 1/4 | 4:20:19 AM | UPDATE_FAILED        | AWS::Lambda::Function | Prod/Chat (Chat5F0C) "
      "Resource handler returned message: \"Memory | too small\"\n"
      "EnergyInsightsStack | 2/4 | 4:20:30 AM | UPDATE_ROLLBACK_COMP | AWS::CloudFormation::Stack | "
      "EnergyInsightsStack \n"
      "\n❌  EnergyInsightsStack failed: ToolkitError: The stack named EnergyInsightsStack failed to deploy: "
      "UPDATE_ROLLBACK_COMPLETE: Resource handler returned message\n"
      "    at FullCloudFormationDeployment.monitorDeployment (index.js:1:2)\n"
      "\nThe stack named EnergyInsightsStack failed to deploy\n";

} // namespace sm::test
