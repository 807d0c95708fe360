// SPDX-License-Identifier: GPL-3.0-or-later
#include "groupreads.h"

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype atOnce = 25; // what BatchGetDeployments takes

aws::Call call(const QString &operation, const QJsonObject &input) { return {u"codedeploy"_s, operation, input}; }

QJsonObject inputOf(const ReleaseUnit &unit)
{
    return {{u"applicationName"_s, unit.application}, {u"deploymentGroupName"_s, unit.group}};
}

} // namespace

QCoro::Task<Result<QJsonArray>> deploymentInfos(const AwsReads *reads, QStringList ids, CancelToken token)
{
    QJsonArray all;
    for (qsizetype from = 0; from < ids.size(); from += atOnce) {
        const QJsonObject input{{u"deploymentIds"_s, QJsonArray::fromStringList(ids.mid(from, atOnce))}};
        const auto answer = co_await reads->caller.read(call(u"BatchGetDeployments"_s, input), token);
        if (!answer)
            co_return answer.error();
        const QJsonArray infos = answer->output["deploymentsInfo"_L1].toArray();
        for (const QJsonValue info : infos)
            all << info;
    }
    co_return all;
}

QCoro::Task<Result<QJsonObject>> groupInfo(const AwsReads *reads, ReleaseUnit unit, CancelToken token)
{
    const auto answer = co_await reads->caller.read(call(u"GetDeploymentGroup"_s, inputOf(unit)), token);
    if (!answer)
        co_return answer.error();
    co_return answer->output["deploymentGroupInfo"_L1].toObject();
}

aws::Call deploymentsOf(const ReleaseUnit &unit, const QDateTime &since)
{
    QJsonObject input = inputOf(unit);
    if (since.isValid())
        input.insert(u"createTimeRange"_s, QJsonObject{{u"start"_s, since.toUTC().toString(Qt::ISODateWithMs)}});
    return call(u"ListDeployments"_s, input);
}

QCoro::Task<Result<QJsonArray>> underWay(const AwsReads *reads, ReleaseUnit unit, CancelToken token)
{
    aws::Call list = deploymentsOf(unit, {});
    list.input.insert(u"includeOnlyStatuses"_s, QJsonArray::fromStringList(statusesUnderWay()));
    const auto ids = co_await aws::wholeList(&reads->caller, &reads->models, list, u"deployments"_s, token);
    if (!ids)
        co_return ids.error();
    QStringList names;
    for (const QJsonValue id : *ids)
        names << id.toString();
    co_return co_await deploymentInfos(reads, names, token);
}

QCoro::Task<Result<QList<ReleaseUnit>>> allGroups(const AwsReads *reads, CancelToken token)
{
    QList<ReleaseUnit> units;
    const auto applications = co_await aws::wholeList(
        &reads->caller, &reads->models, call(u"ListApplications"_s, {}), u"applications"_s, token);
    if (!applications)
        co_return applications.error();
    for (const QJsonValue application : *applications) {
        const aws::Call list = call(u"ListDeploymentGroups"_s, {{u"applicationName"_s, application}});
        const auto groups = co_await aws::wholeList(&reads->caller, &reads->models, list, u"deploymentGroups"_s, token);
        if (!groups)
            co_return groups.error();
        for (const QJsonValue group : *groups)
            units << ReleaseUnit{application.toString(), group.toString()};
    }
    co_return units;
}

} // namespace sm::deployments
