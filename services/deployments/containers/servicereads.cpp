// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicereads.h"

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype DescribedAtOnce = 20;

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::ServiceSource", text); }

aws::Call ecs(const QString &operation, const QJsonObject &input) { return {u"ecs"_s, operation, input}; }

bool isGone(const Error &error)
{
    return error.kind() == Error::Kind::NotFound || error.code().startsWith("TargetGroupNotFound"_L1);
}

QJsonArray listOf(const QStringList &texts) { return QJsonArray::fromStringList(texts); }

/// The elements of \p member in the answers for \p keys, some at a time.
QCoro::Task<Result<QJsonArray>> described(
    AwsReads reads, aws::Call call, QString asked, QStringList keys, QString member, CancelToken token)
{
    QJsonArray all;
    for (qsizetype from = 0; from < keys.size(); from += DescribedAtOnce) {
        call.input.insert(asked, listOf(keys.mid(from, DescribedAtOnce)));
        const Result<aws::Answer> answer = co_await reads.caller.read(call, token);
        if (!answer)
            co_return answer.error();
        const QJsonArray some = answer->output.value(member).toArray();
        for (const QJsonValue &each : some)
            all << each;
    }
    co_return Result<QJsonArray>(all);
}

/// \p briefs with what \p details say of the same deployments.
QJsonArray filledUp(const QJsonArray &briefs, const QJsonArray &details)
{
    QHash<QString, QJsonObject> byArn;
    for (const QJsonValue &each : details)
        byArn.insert(each[u"serviceDeploymentArn"].toString(), each.toObject());
    QJsonArray all;
    for (const QJsonValue &each : briefs) {
        QJsonObject brief = each.toObject();
        const QJsonObject detail = byArn.value(brief[u"serviceDeploymentArn"].toString());
        for (auto it = detail.begin(); it != detail.end(); ++it)
            brief.insert(it.key(), it.value());
        all << brief;
    }
    return all;
}

} // namespace

QCoro::Task<Result<QList<ServiceName>>> listedServices(AwsReads reads, CancelToken token)
{
    const auto clusters
        = co_await aws::wholeList(&reads.caller, &reads.models, ecs(u"ListClusters"_s, {}), u"clusterArns"_s, token);
    if (!clusters)
        co_return clusters.error();
    QList<ServiceName> names;
    for (const QJsonValue &cluster : *clusters) {
        const QJsonObject input{{u"cluster"_s, cluster}, {u"maxResults"_s, 100}};
        const auto services = co_await aws::wholeList(
            &reads.caller, &reads.models, ecs(u"ListServices"_s, input), u"serviceArns"_s, token);
        if (!services)
            co_return services.error();
        for (const QJsonValue &service : *services)
            names << ServiceName::of(cluster.toString(), service.toString());
    }
    co_return Result<QList<ServiceName>>(names);
}

QCoro::Task<Result<QJsonObject>> describedServices(
    AwsReads reads, QString cluster, QStringList services, CancelToken token)
{
    const QJsonObject input{{u"cluster"_s, cluster}, {u"services"_s, listOf(services)}};
    const Result<aws::Answer> answer = co_await reads.caller.read(ecs(u"DescribeServices"_s, input), token);
    if (!answer)
        co_return answer.error();
    co_return Result<QJsonObject>(answer->output);
}

QCoro::Task<Result<QJsonObject>> describedService(AwsReads reads, ServiceName name, CancelToken token)
{
    const auto answer = co_await describedServices(reads, name.cluster, {name.service}, token);
    if (!answer)
        co_return answer.error();
    const QJsonArray services = answer->value(u"services"_s).toArray();
    if (services.isEmpty())
        co_return Error(Error::Kind::NotFound, tr("There is no service %1.").arg(name.unit()))
            .withCode(u"ServiceNotFoundException"_s);
    co_return Result<QJsonObject>(services.first().toObject());
}

QCoro::Task<Result<QJsonObject>> describedDefinition(AwsReads reads, QString taskDefinition, CancelToken token)
{
    const QJsonObject input{{u"taskDefinition"_s, taskDefinition}};
    const Result<aws::Answer> answer = co_await reads.caller.read(ecs(u"DescribeTaskDefinition"_s, input), token);
    if (!answer && answer.error().code() == "ClientException"_L1)
        co_return Error(
            Error::Kind::NotFound, tr("There is no task definition %1 any more.").arg(lastPart(taskDefinition)))
            .withCode(answer.error().code())
            .withRequestId(answer.error().requestId());
    if (!answer)
        co_return answer.error();
    co_return Result<QJsonObject>(answer->output.value(u"taskDefinition"_s).toObject());
}

QCoro::Task<Result<QJsonArray>> serviceDeployments(
    AwsReads reads, ServiceName name, QDateTime since, QStringList statuses, CancelToken token)
{
    QJsonObject input{{u"cluster"_s, name.cluster}, {u"service"_s, name.service}, {u"maxResults"_s, 100}};
    if (since.isValid())
        input.insert(u"createdAt"_s, QJsonObject{{u"after"_s, since.toUTC().toString(Qt::ISODate)}});
    if (!statuses.isEmpty())
        input.insert(u"status"_s, listOf(statuses));
    const auto briefs = co_await aws::wholeList(
        &reads.caller, &reads.models, ecs(u"ListServiceDeployments"_s, input), u"serviceDeployments"_s, token);
    if (!briefs)
        co_return briefs.error();
    QStringList eventful;
    for (const QJsonValue &each : *briefs) {
        if (each[u"status"].toString() != "SUCCESSFUL"_L1)
            eventful << each[u"serviceDeploymentArn"].toString();
    }
    const auto details = co_await described(reads, ecs(u"DescribeServiceDeployments"_s, {}), u"serviceDeploymentArns"_s,
        eventful, u"serviceDeployments"_s, token);
    if (!details && !keepsNoHistory(details.error()))
        co_return details.error();
    co_return Result<QJsonArray>(filledUp(*briefs, details.value_or(QJsonArray())));
}

QCoro::Task<Result<QHash<QString, QString>>> definitionsOf(AwsReads reads, QStringList revisions, CancelToken token)
{
    const auto described = co_await deployments::described(reads, ecs(u"DescribeServiceRevisions"_s, {}),
        u"serviceRevisionArns"_s, revisions, u"serviceRevisions"_s, token);
    if (!described)
        co_return described.error();
    QHash<QString, QString> definitions;
    for (const QJsonValue &each : *described)
        definitions.insert(each[u"serviceRevisionArn"].toString(), each[u"taskDefinition"].toString());
    co_return Result<QHash<QString, QString>>(definitions);
}

bool keepsNoHistory(const Error &error)
{
    return error.code() == "NotOffered"_L1 || error.code() == "UnsupportedFeatureException"_L1;
}

QCoro::Task<Result<QHash<QString, QStringList>>> balancersOf(
    AwsReads reads, QStringList targetGroups, CancelToken token)
{
    const aws::Call call{u"elbv2"_s, u"DescribeTargetGroups"_s, {}};
    Result<QJsonArray> groups
        = co_await described(reads, call, u"TargetGroupArns"_s, targetGroups, u"TargetGroups"_s, token);
    // One that is gone, though a service still names it, keeps nothing from being told of the others.
    if (!groups && isGone(groups.error()) && targetGroups.size() > 1) {
        groups = QJsonArray();
        for (const QString &each : std::as_const(targetGroups)) {
            const Result<QJsonArray> one
                = co_await described(reads, call, u"TargetGroupArns"_s, {each}, u"TargetGroups"_s, token);
            if (!one && !isGone(one.error()))
                co_return one.error();
            if (one && !one->isEmpty())
                groups->append(one->first());
        }
    }
    if (!groups)
        co_return groups.error();
    QHash<QString, QStringList> balancers;
    for (const QJsonValue &each : std::as_const(*groups)) {
        const QJsonArray arns = each[u"LoadBalancerArns"].toArray();
        for (const QJsonValue &arn : arns)
            balancers[each[u"TargetGroupArn"].toString()] << arn.toString();
    }
    co_return Result<QHash<QString, QStringList>>(balancers);
}

} // namespace sm::deployments
