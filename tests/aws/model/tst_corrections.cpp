// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/models.h>
#include <core/jmespath.h>
#include <core/json.h>

#include <QJsonArray>
#include <QTest>

using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

namespace {

bool matches(const Acceptor &acceptor, const QJsonValue &answer)
{
    const QJsonValue found = *sm::jmespath::Expression::parse(acceptor.argument)->search(answer);
    if (acceptor.matcher == Acceptor::Matcher::Path)
        return found == acceptor.expected;
    return acceptor.matcher == Acceptor::Matcher::PathAny && found.toArray().contains(acceptor.expected);
}

/// What the first acceptor that matches says; "retry" when none does.
QString verdict(const WaiterModel &waiter, const QJsonValue &answer)
{
    for (const Acceptor &acceptor : waiter.acceptors) {
        if (acceptor.matcher == Acceptor::Matcher::Error || !matches(acceptor, answer))
            continue;
        if (acceptor.state == Acceptor::State::Retry)
            break;
        return acceptor.state == Acceptor::State::Success ? u"success"_s : u"failure"_s;
    }
    return u"retry"_s;
}

QString deployment(
    const char *status, const char *taskDefinition, const char *rollout, const char *created, int running)
{
    return QString::fromLatin1(R"({"status": "%1", "taskDefinition": "%2", "rolloutState": "%3", "createdAt": "%4",
        "desiredCount": 2, "runningCount": %5})")
        .arg(QLatin1String(status), QLatin1String(taskDefinition), QLatin1String(rollout), QLatin1String(created))
        .arg(running);
}

QString services(const QStringList &deployments)
{
    return QString::fromLatin1(R"({"failures": [], "services": [{"status": "ACTIVE", "deployments": [%1]}]})")
        .arg(deployments.join(u','));
}

QString stackEvent(const char *status, const char *token = "mine", const char *resource = "arn:stack")
{
    return QString::fromLatin1(
        R"({"StackEvents": [{"StackId": "arn:stack", "PhysicalResourceId": "%1", "ClientRequestToken": "%2",
        "ResourceStatus": "%3"}]})")
        .arg(QLatin1String(resource), QLatin1String(token), QLatin1String(status));
}

} // namespace

/// The waiters of resources/aws/corrections against the situations they were written for.
class TestCorrections : public QObject
{
    Q_OBJECT

private:
    const Models m_models;

    static void situation(
        const char *name, const char *service, const char *waiter, const QString &answer, const char *expected)
    {
        QTest::newRow(name) << QString::fromLatin1(service) << QString::fromLatin1(waiter) << answer
                            << QString::fromLatin1(expected);
    }

private Q_SLOTS:
    void waiter_inSituation_decides_data()
    {
        QTest::addColumn<QString>("service");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("expected");

        const char *before = "2026-01-01T09:00:00Z", *mine = "2026-01-01T10:00:00Z", *after = "2026-01-01T10:09:00Z";
        const auto rollout = [](const char *name, const QStringList &deployments, const char *expected) {
            situation(name, "ecs", "ServiceRolledOut", services(deployments), expected);
        };
        rollout("rolled out", {deployment("PRIMARY", "td:2", "COMPLETED", mine, 2)}, "success");
        rollout("tasks still start", {deployment("PRIMARY", "td:2", "COMPLETED", mine, 1)}, "retry");
        rollout("in progress", {deployment("PRIMARY", "td:2", "IN_PROGRESS", mine, 2)}, "retry");
        rollout("answer lags behind", {deployment("PRIMARY", "td:1", "COMPLETED", before, 2)}, "retry");
        rollout("an older try failed",
            {deployment("PRIMARY", "td:2", "IN_PROGRESS", mine, 0), deployment("ACTIVE", "td:2", "FAILED", before, 0)},
            "retry");
        rollout("failed", {deployment("PRIMARY", "td:2", "FAILED", mine, 0)}, "failure");
        rollout("failed and rolling back",
            {deployment("PRIMARY", "td:1", "IN_PROGRESS", after, 1), deployment("ACTIVE", "td:2", "FAILED", mine, 0)},
            "failure");
        rollout("stable on the old one", {deployment("PRIMARY", "td:1", "COMPLETED", after, 2)}, "failure");
        rollout("redeployed, answer lags behind", {deployment("PRIMARY", "td:2", "COMPLETED", before, 2)}, "retry");
        rollout("redeployed by somebody else", {deployment("PRIMARY", "td:2", "COMPLETED", after, 2)}, "success");
        rollout("redeployed by somebody else, in vain", {deployment("PRIMARY", "td:2", "FAILED", after, 0)}, "failure");
        situation("back on the very old one", "ecs", "ServiceRolledOut",
            uR"({"services": [{"status": "ACTIVE", "events": [{"message": "(service web) (deployment ecs-svc/2) deployment failed: tasks failed to start."}],
                "deployments": [%1]}]})"_s.arg(deployment("PRIMARY", "td:1", "COMPLETED", before, 2)),
            "failure");
        situation(
            "service gone", "ecs", "ServiceRolledOut", u"{\"failures\": [{\"reason\": \"MISSING\"}]}"_s, "failure");

        situation("updated", "cloudformation", "StackUpdated", stackEvent("UPDATE_COMPLETE"), "success");
        situation(
            "somebody else's update", "cloudformation", "StackUpdated", stackEvent("UPDATE_COMPLETE", "x"), "retry");
        situation(
            "a resource only", "cloudformation", "StackUpdated", stackEvent("UPDATE_COMPLETE", "mine", "b"), "retry");
        situation(
            "rolled back instead", "cloudformation", "StackUpdated", stackEvent("UPDATE_ROLLBACK_COMPLETE"), "failure");
        situation(
            "rolled back", "cloudformation", "StackRolledBack", stackEvent("UPDATE_ROLLBACK_COMPLETE"), "success");
        situation("deleted", "cloudformation", "StackRolledBack", stackEvent("DELETE_COMPLETE"), "failure");
        situation("failed before", "cloudformation", "StackRolledBack", stackEvent("UPDATE_FAILED"), "retry");

        const QString table
            = QString::fromLatin1(R"({"Table": {"TableStatus": "%1", "RestoreSummary": {"RestoreInProgress": %2},
            "GlobalSecondaryIndexes": [{"IndexStatus": "%3"}]}})");
        const auto restore = [&table](const char *name, const char *status, const char *running, const char *index,
                                 const char *expected) {
            situation(name, "dynamodb", "TableRestored",
                table.arg(QLatin1String(status), QLatin1String(running), QLatin1String(index)), expected);
        };
        restore("restored", "ACTIVE", "false", "ACTIVE", "success");
        restore("data still comes", "ACTIVE", "true", "ACTIVE", "retry");
        restore("index is built", "ACTIVE", "false", "CREATING", "retry");
        restore("creating", "CREATING", "true", "CREATING", "retry");
        restore("archived", "ARCHIVED", "false", "ACTIVE", "failure");
        restore("key lost", "INACCESSIBLE_ENCRYPTION_CREDENTIALS", "false", "ACTIVE", "failure");
        situation(
            "no indexes", "dynamodb", "TableRestored", u"{\"Table\": {\"TableStatus\": \"ACTIVE\"}}"_s, "success");

        const QString code = u"{\"CodeSha256\": \"%1\", \"LastUpdateStatus\": \"%2\"}"_s;
        situation("updated", "lambda", "FunctionCodeUpdated", code.arg(u"sha"_s, u"Successful"_s), "success");
        situation("other code", "lambda", "FunctionCodeUpdated", code.arg(u"old"_s, u"Successful"_s), "retry");
        situation("refused", "lambda", "FunctionCodeUpdated", code.arg(u"sha"_s, u"Failed"_s), "failure");

        const QString size = u"{\"status\": \"AVAILABLE\", \"dbInstanceType\": \"%1\"}"_s;
        situation("resized", "timestream-influxdb", "DbInstanceResized", size.arg(u"db.large"_s), "success");
        situation("not yet", "timestream-influxdb", "DbInstanceResized", size.arg(u"db.small"_s), "retry");
        situation("aborted", "stepfunctions", "ExecutionSucceeded", u"{\"status\": \"ABORTED\"}"_s, "failure");
        situation("runs", "stepfunctions", "ExecutionSucceeded", u"{\"status\": \"RUNNING\"}"_s, "retry");
        situation("query done", "athena", "QuerySucceeded",
            u"{\"QueryExecution\": {\"Status\": {\"State\": \"SUCCEEDED\"}}}"_s, "success");
    }

    void waiter_inSituation_decides()
    {
        QFETCH(QString, service);
        QFETCH(QString, name);
        QFETCH(QString, answer);
        QFETCH(QString, expected);
        const auto model = *m_models.service(service);
        const auto waiter = model->waiter(name)->bound({{u"taskDefinition"_s, u"td:2"_s},
            {u"startedAt"_s, u"2026-01-01T10:00:00Z"_s}, {u"deployment"_s, u"ecs-svc/2"_s},
            {u"clientRequestToken"_s, u"mine"_s}, {u"codeSha256"_s, u"sha"_s}, {u"dbInstanceType"_s, u"db.large"_s}});

        QVERIFY(waiter.has_value());
        QCOMPARE(verdict(*waiter, *sm::parseJson(answer.toUtf8())), expected);
    }
};

QTEST_GUILESS_MAIN(TestCorrections)
#include "tst_corrections.moc"
