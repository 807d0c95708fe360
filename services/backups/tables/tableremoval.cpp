// SPDX-License-Identifier: GPL-3.0-or-later
#include "tableremoval.h"

#include "capsule.h"
#include "restoredtable.h"
#include "tablefacts.h"

#include <aws/allpages.h>
#include <aws/waiter.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Tables", text); }

/// What may not be looked at is not what keeps a table from going.
bool isNotOffered(const Error &error)
{
    return error.kind() == Error::Kind::BadReply || (error.kind() == Error::Kind::Denied && !error.needsSignIn());
}

} // namespace

TableRemoval::TableRemoval(aws::Caller &caller, const aws::Models &models, net::Sleeper &sleeper, Tell tell)
    : m_caller(caller)
    , m_models(models)
    , m_sleeper(sleeper)
    , m_tell(std::move(tell))
{
}

QCoro::Task<Result<QJsonValue>> TableRemoval::look(QString table, CancelToken token)
{
    const Result<QJsonObject> described = co_await describeTable(&m_caller, table, token);
    if (!described && described.error().kind() == Error::Kind::NotFound)
        co_return QJsonValue(QJsonValue::Null);
    if (!described)
        co_return described.error();
    co_return QJsonValue(restoredStateOf(*described));
}

QCoro::Task<Result<Applied>> TableRemoval::run(WritePermit permit, QString table, QString source, CancelToken token)
{
    const Result<QJsonValue> state = co_await look(table, token);
    if (!state)
        co_return state.error();
    if (state->isNull())
        co_return Applied{{{u"deleted"_s, false}, {u"alarms"_s, QJsonArray()}, {u"targets"_s, QJsonArray()}}, {}, {}};
    if (const auto may = mayBeDeleted(table, *state, source); !may)
        co_return may.error();
    if (!(*state)[u"isGoing"_s].toBool()) {
        if (const auto removed = co_await removeTable(permit, table, token); !removed)
            co_return removed.error();
    }
    const Result<QJsonArray> alarms = co_await removeAlarms(permit, table, token);
    if (!alarms)
        co_return alarms.error().withChanged(Error::Changed::Yes);
    const Result<QJsonArray> targets = co_await removeTargets(permit, table, token);
    if (!targets)
        co_return targets.error().withChanged(Error::Changed::Yes);
    if (const auto gone = co_await untilGone(table, token); !gone)
        co_return gone.error().withChanged(Error::Changed::Yes);
    co_return Applied{{{u"deleted"_s, true}, {u"alarms"_s, *alarms}, {u"targets"_s, *targets}}, {}, {}};
}

QCoro::Task<Result<QJsonArray>> TableRemoval::removeAlarms(WritePermit permit, QString table, CancelToken token)
{
    const aws::Call list{u"cloudwatch"_s, u"DescribeAlarms"_s, {}};
    const Result<QJsonObject> found = co_await aws::allPages(&m_caller, &m_models, list, token);
    if (!found && !isNotOffered(found.error()))
        co_return found.error();
    QJsonArray names;
    const QJsonArray own = found ? alarmsOf(found->value(u"MetricAlarms"_s).toArray(), table) : QJsonArray();
    for (const QJsonValue each : own)
        names << each[u"AlarmName"_s];
    for (qsizetype begin = 0; begin < names.size(); begin += 100) { // as many as one call takes
        QJsonArray some;
        for (qsizetype at = begin; at < std::min(begin + 100, names.size()); ++at)
            some << names[at];
        const aws::Call remove{u"cloudwatch"_s, u"DeleteAlarms"_s, {{u"AlarmNames"_s, some}}};
        const Result<aws::Answer> removed = co_await m_caller.write(permit, remove, Repeat::Value, token);
        if (!removed)
            co_return removed.error();
    }
    co_return QJsonArray(names);
}

QCoro::Task<Result<QJsonArray>> TableRemoval::removeTargets(WritePermit permit, QString table, CancelToken token)
{
    const QString service = u"application-autoscaling"_s;
    const QString space = u"dynamodb"_s;
    const aws::Call list{service, u"DescribeScalableTargets"_s, {{u"ServiceNamespace"_s, space}}};
    const Result<QJsonObject> found = co_await aws::allPages(&m_caller, &m_models, list, token);
    if (!found && !isNotOffered(found.error()))
        co_return found.error();
    QJsonArray gone;
    const QJsonArray targets = found ? targetsOf(found->value(u"ScalableTargets"_s).toArray(), table) : QJsonArray();
    for (const QJsonValue each : targets) {
        const QString resource = u"table/%1%2"_s.arg(table, each[u"suffix"_s].toString());
        const QJsonObject target{{u"ResourceId"_s, resource}, {u"ScalableDimension"_s, each[u"ScalableDimension"_s]}};
        aws::Call remove{service, u"DeregisterScalableTarget"_s, target};
        remove.input.insert(u"ServiceNamespace"_s, space);
        const Result<aws::Answer> removed = co_await m_caller.write(permit, remove, Repeat::Value, token);
        if (!removed && removed.error().kind() != Error::Kind::NotFound)
            co_return removed.error();
        gone << target;
    }
    co_return QJsonArray(gone);
}

QCoro::Task<Result<void>> TableRemoval::removeTable(WritePermit permit, QString table, CancelToken token)
{
    const aws::Call remove{u"dynamodb"_s, u"DeleteTable"_s, {{u"TableName"_s, table}}};
    const Result<aws::Answer> removed = co_await m_caller.write(permit, remove, Repeat::Value, token);
    if (!removed && removed.error().kind() != Error::Kind::NotFound)
        co_return removed.error();
    if (m_tell)
        m_tell(tr("DynamoDB deletes “%1”.").arg(table));
    co_return ok();
}

QCoro::Task<Result<void>> TableRemoval::untilGone(QString table, CancelToken token)
{
    const auto service = m_models.service(u"dynamodb"_s);
    const aws::WaiterModel *const waiter = service ? (*service)->waiter(u"TableNotExists"_s) : nullptr;
    if (!waiter)
        co_return Error(Error::Kind::Internal, tr("The models of DynamoDB have no waiter for deleted tables."));
    aws::WaiterModel patient = *waiter;
    patient.maxAttempts = 0; // a big table takes longer than the model allows it
    const auto progress = [this, table](const aws::WaitProgress &seen) {
        if (seen.stalled && m_tell)
            m_tell(tr("“%1” is still being deleted.").arg(table));
    };
    aws::Waiter wait(m_caller, m_sleeper);
    const aws::Call poll{u"dynamodb"_s, u"DescribeTable"_s, {{u"TableName"_s, table}}};
    const Result<QJsonObject> gone = co_await wait.until(patient, poll, {}, progress, token);
    if (!gone)
        co_return gone.error();
    co_return ok();
}

} // namespace sm::backups
