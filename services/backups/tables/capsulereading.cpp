// SPDX-License-Identifier: GPL-3.0-or-later
#include "capsulereading.h"

#include "capsule.h"
#include "tablefacts.h"

#include <aws/allpages.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Tables", text); }

aws::Call dynamodb(const QString &operation, const QJsonObject &input) { return {u"dynamodb"_s, operation, input}; }

aws::Call scaling(const QString &operation, QJsonObject input)
{
    input.insert(u"ServiceNamespace"_s, u"dynamodb"_s);
    return {u"application-autoscaling"_s, operation, input};
}

/// A missing right, or an endpoint that does not offer it, says nothing about the table; anything else does.
bool isOnlyNotRead(const Error &error)
{
    const bool isDenied = error.kind() == Error::Kind::Denied && !error.needsSignIn();
    return isDenied || error.kind() == Error::Kind::BadReply || error.kind() == Error::Kind::Invalid
        || error.kind() == Error::Kind::Internal;
}

QJsonObject notRead(const QString &what, const QString &why) { return {{u"what"_s, what}, {u"why"_s, why}}; }

void addNotRead(QJsonObject &capsule, const QJsonObject &one)
{
    QJsonArray all = capsule.value(u"notRead"_s).toArray();
    all << one;
    capsule.insert(u"notRead"_s, all);
}

/// Composite alarms look at other alarms, and expressions at many metrics: both are for a person.
void noteExpressions(QJsonObject &capsule, const QJsonArray &alarms, const QString &table)
{
    for (const QJsonValue each : alarms) {
        if (isExpressionOn(each, table))
            addNotRead(capsule,
                notRead(each[u"AlarmName"_s].toString(),
                    tr("The alarm looks at an expression over several metrics. Make it for the other table by hand.")));
    }
}

} // namespace

CapsuleReading::CapsuleReading(aws::Caller &caller, const aws::Models &models, const Clock &clock)
    : m_caller(caller)
    , m_models(models)
    , m_clock(clock)
{
}

QList<CapsuleReading::Part> CapsuleReading::partsOf(const QString &table, const QString &arn) const
{
    const QJsonObject named{{u"TableName"_s, table}};
    const QJsonObject byArn{{u"ResourceArn"_s, arn}};
    return {
        {u"timeToLive"_s, dynamodb(u"DescribeTimeToLive"_s, named), &timeToLiveOf},
        {u"recovery"_s, dynamodb(u"DescribeContinuousBackups"_s, named), &recoveryOf},
        {u"tags"_s, dynamodb(u"ListTagsOfResource"_s, byArn), &tagsOf},
        {u"insights"_s, dynamodb(u"DescribeContributorInsights"_s, named),
            [](const QJsonObject &answer) {
                const QString status = answer.value(u"ContributorInsightsStatus"_s).toString();
                return QJsonObject{{u"enabled"_s, status.startsWith("ENABL"_L1)}};
            }},
        {u"policyParts"_s, dynamodb(u"GetResourcePolicy"_s, byArn),
            [arn](const QJsonObject &answer) { return policyPartsOf(answer, arn); }, {u"PolicyNotFoundException"_s}},
        {u"targets"_s, scaling(u"DescribeScalableTargets"_s, {}),
            [table](
                const QJsonObject &answer) { return targetsOf(answer.value(u"ScalableTargets"_s).toArray(), table); }},
        {u"policies"_s, scaling(u"DescribeScalingPolicies"_s, {}),
            [table](
                const QJsonObject &answer) { return policiesOf(answer.value(u"ScalingPolicies"_s).toArray(), table); }},
        {u"scheduled"_s, scaling(u"DescribeScheduledActions"_s, {}),
            [table](const QJsonObject &answer) {
                return scheduledOf(answer.value(u"ScheduledActions"_s).toArray(), table);
            }},
        {u"alarms"_s, {u"cloudwatch"_s, u"DescribeAlarms"_s, {}},
            [](const QJsonObject &answer) { return answer.value(u"MetricAlarms"_s).toArray(); }},
    };
}

QCoro::Task<Result<QJsonObject>> CapsuleReading::read(QString table, CancelToken token)
{
    const Result<QJsonObject> described = co_await describeTable(&m_caller, table, token);
    if (!described)
        co_return described.error();
    QJsonObject capsule = capsuleOfTable(*described);
    capsule.insert(u"readAt"_s, m_clock.nowUtc().toString(Qt::ISODate));
    capsule.insert(u"notRead"_s, QJsonArray());
    const QList<Part> parts = partsOf(table, capsule.value(u"arn"_s).toString());
    for (const Part &part : parts) {
        if (const auto read = co_await readPart(&capsule, part, token); !read)
            co_return read.error();
    }
    const QJsonArray alarms = capsule.value(u"alarms"_s).toArray();
    noteExpressions(capsule, alarms, table);
    capsule.insert(u"alarms"_s, alarmsOf(alarms, table));
    const QJsonObject whole = capsule;
    co_return whole;
}

QCoro::Task<Result<void>> CapsuleReading::readPart(QJsonObject *capsule, Part part, CancelToken token)
{
    const Result<QJsonObject> answer = co_await aws::allPages(&m_caller, &m_models, part.call, token);
    if (answer) {
        capsule->insert(part.name, part.take(*answer));
        co_return ok();
    }
    const Error &error = answer.error();
    if (part.absent.contains(error.code())) {
        capsule->insert(part.name, part.take({}));
        co_return ok();
    }
    if (!isOnlyNotRead(error))
        co_return error;
    capsule->insert(part.name, QJsonValue::Null);
    addNotRead(*capsule, notRead(part.name, error.message()));
    co_return ok();
}

} // namespace sm::backups
