// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint.h"

#include "rules.h"
#include "secretfinder.h"

#include <markdown/reader.h>

#include <tuple>

namespace sm::lint {

namespace {

const QList<Rule> &allRules()
{
    static const QList<Rule> rules = awsRules() + fileRules() + queryRules() + metricRules() + costRules()
        + identityRules() + lambdaRules() + dynamodbRules() + s3Rules() + apiRules() + deploymentRules() + ecsRules()
        + secretRules() + shellRules() + dateRules() + storeRules() + proseRules() + reversalRules();
    return rules;
}

} // namespace

Result<QList<Finding>> lint(const QString &fileName, const QByteArray &bytes, const aws::Models &models)
{
    const Result<markdown::Document> document = markdown::read(fileName, bytes);
    if (!document)
        return document.error();
    return lint(*document, models, commandline::AwsReader(models));
}

QList<Finding> lint(const markdown::Document &document, const aws::Models &models, const commandline::AwsReader &aws)
{
    return inspect(document, models, aws).findings;
}

Inspection inspect(const markdown::Document &document, const aws::Models &models, const commandline::AwsReader &aws)
{
    const Page page(document, models, aws);
    QList<Finding> findings;
    for (const Rule &rule : allRules()) {
        Report report(document.fileName, rule.name, rule.severity, findings);
        rule.check(page, report);
    }
    std::sort(findings.begin(), findings.end(), [](const Finding &a, const Finding &b) {
        return std::tie(a.line, a.rule, a.message) < std::tie(b.line, b.rule, b.message);
    });
    const Redaction redaction = SecretFinder(page).find();
    for (Finding &each : findings) {
        const Redaction here = redaction.within(each.line, each.line);
        each.message = here.shown(each.message);
        each.fix = here.shown(each.fix);
    }
    return {findings, redaction};
}

} // namespace sm::lint
