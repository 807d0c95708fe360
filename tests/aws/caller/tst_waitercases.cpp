// SPDX-License-Identifier: GPL-3.0-or-later
// Every waiter of backups, in every state that its service knows, while answers lag behind, polls are throttled, a
// server fails, or somebody deletes what is waited for: it may neither say that it is there when it is not, nor give up
// on what still comes.
#include "scriptedcaller.h"

#include <aws/waiter.h>
#include <support/await.h>
#include <support/instantsleeper.h>

#include <QRandomGenerator>
#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// One poll's answer; a text is a state of what is waited for, and nothing means that it is not there.
using Moment = std::optional<QString>;

/// A waiter, and what its service's states mean to it.
struct Subject
{
    const char *service;
    const char *waiter;
    const char *path; ///< of the state in an answer
    const char *absent; ///< the code of what is not there
    QStringList good;
    QStringList bad;
    QStringList underWay;
    QString deleting; ///< the state of what goes; empty: it goes at once
};

QStringList words(const char *text) { return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts); }

const QList<Subject> &subjects()
{
    static const QList<Subject> all{
        {"dynamodb", "BackupAvailable", "BackupDescription.BackupDetails.BackupStatus", "BackupNotFoundException",
            words("AVAILABLE"), words("DELETED"), words("CREATING"), u"DELETED"_s},
        {"dynamodb", "TableRestored", "Table.TableStatus", "ResourceNotFoundException", words("ACTIVE"),
            words("DELETING ARCHIVED INACCESSIBLE_ENCRYPTION_CREDENTIALS"),
            words("CREATING UPDATING ARCHIVING REPLICATION_NOT_AUTHORIZED"), u"DELETING"_s},
        {"dynamodb", "ExportCompleted", "ExportDescription.ExportStatus", "ExportNotFoundException", words("COMPLETED"),
            words("FAILED"), words("IN_PROGRESS"), {}},
        {"rds", "DBInstanceAvailable", "DBInstances[].DBInstanceStatus", "DBInstanceNotFound", words("available"),
            words("deleting failed incompatible-create incompatible-network incompatible-option-group "
                  "incompatible-parameters incompatible-restore inaccessible-encryption-credentials "
                  "insufficient-capacity restore-error storage-full"),
            words("backing-up configuring-enhanced-monitoring configuring-iam-database-auth "
                  "configuring-log-exports creating maintenance modifying rebooting renaming "
                  "resetting-master-credentials starting stopping storage-optimization upgrading"),
            u"deleting"_s},
        {"rds", "DBSnapshotAvailable", "DBSnapshots[].Status", "DBSnapshotNotFound", words("available"),
            words("deleting failed incompatible-restore"), words("creating copying"), u"deleting"_s},
        {"elasticache", "SnapshotAvailable", "Snapshots[].SnapshotStatus", "SnapshotNotFoundFault",
            words("available restoring"), words("deleting failed"), words("creating copying exporting"), u"deleting"_s},
        {"elasticache", "ReplicationGroupAvailable", "ReplicationGroups[].Status", "ReplicationGroupNotFoundFault",
            words("available"), words("deleting create-failed"), words("creating modifying snapshotting"),
            u"deleting"_s},
        {"elasticache", "CacheClusterAvailable", "CacheClusters[].CacheClusterStatus", "CacheClusterNotFound",
            words("available"), words("deleting incompatible-network restore-failed"),
            words("creating modifying snapshotting"), u"deleting"_s},
    };
    return all;
}

/// A document in which \p path leads to \p state: "Table.TableStatus", "Snapshots[].SnapshotStatus".
QJsonValue answerWith(const QString &path, const QString &state)
{
    if (path.isEmpty())
        return state;
    const QString head = path.section(u'.', 0, 0);
    const QJsonValue inner = answerWith(path.section(u'.', 1), state);
    if (head.endsWith("[]"_L1))
        return QJsonObject{{head.chopped(2), QJsonArray{inner}}};
    return QJsonObject{{head, inner}};
}

Error absence(const Subject &subject)
{
    return Error(Error::Kind::NotFound, u"It is not there."_s).withCode(QString::fromLatin1(subject.absent));
}

Error throttled() { return Error(Error::Kind::Throttled, u"Slow down."_s).withCode(u"ThrottlingException"_s); }

/// What the caller makes of a server's failure, when its own attempts are spent.
Error serverFailure()
{
    return Error(Error::Kind::Internal, u"The service failed."_s).withCode(u"InternalServerError"_s);
}

/// Goes through \p moments, of which the last stays for ever; \p disturbed polls get an error instead and take none.
ScriptedCaller::Script timeline(
    const Subject &subject, const QList<Moment> &moments, std::function<std::optional<Error>(int poll)> disturbed)
{
    return [=, poll = 0, next = qsizetype(0)](const Call &) mutable -> Result<QJsonObject> {
        if (const std::optional<Error> error = disturbed(poll++))
            return *error;
        const Moment moment = moments.at(std::min(next++, moments.size() - 1));
        if (!moment)
            return absence(subject);
        return answerWith(QString::fromLatin1(subject.path), *moment).toObject();
    };
}

enum Trouble { Lag0, Lag1, Lag2, Lag3, Lag4, Lag5, Throttling, Failure, Deletion, TroubleCount };

const char *nameOf(int trouble)
{
    static const char *const names[TroubleCount]
        = {"at once", "lag 1", "lag 2", "lag 3", "lag 4", "lag 5", "30 % throttled", "one 500", "deleted meanwhile"};
    return names[trouble];
}

QList<Moment> momentsOf(const Subject &subject, const QString &state, int trouble)
{
    QList<Moment> moments;
    if (trouble <= Lag5)
        moments.fill(std::nullopt, trouble);
    moments << Moment(subject.underWay.first()) << Moment(subject.underWay.last());
    if (trouble == Deletion) {
        if (!subject.deleting.isEmpty())
            moments << Moment(subject.deleting);
        return moments << std::nullopt;
    }
    moments << Moment(state);
    if (subject.underWay.contains(state))
        moments << Moment(state) << Moment(subject.good.first());
    return moments;
}

std::function<std::optional<Error>(int)> disturbanceOf(int trouble)
{
    if (trouble == Throttling)
        return [random = QRandomGenerator(7)](
                   int) mutable { return random.bounded(100) < 30 ? std::optional(throttled()) : std::nullopt; };
    if (trouble == Failure)
        return [](int poll) { return poll == 1 ? std::optional(serverFailure()) : std::nullopt; };
    return [](int) { return std::optional<Error>(); };
}

} // namespace

class TestWaiterCases : public QObject
{
    Q_OBJECT

private:
    const Models m_models;
    InstantSleeper m_sleeper;

    Result<QJsonObject> wait(ScriptedCaller &caller, const Subject &subject)
    {
        const QString service = QString::fromLatin1(subject.service);
        const WaiterModel model = *(*m_models.service(service))->waiter(QString::fromLatin1(subject.waiter));
        const Call call{service, model.operation, {}};
        Waiter waiter(caller, m_sleeper);
        return await(waiter.until(model, call, {}, {}, {})).value_or(Error(Error::Kind::Internal, u"no end"_s));
    }

private Q_SLOTS:
    void waiter_saysWhatIs_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("state");
        QTest::addColumn<int>("trouble");
        for (int number = 0; number < subjects().size(); ++number) {
            const Subject &subject = subjects().at(number);
            for (const QString &state : subject.good + subject.bad + subject.underWay) {
                for (int trouble = 0; trouble < TroubleCount; ++trouble)
                    QTest::addRow("%s %s, %s", subject.waiter, qPrintable(state), nameOf(trouble))
                        << number << state << trouble;
            }
        }
    }
    void waiter_saysWhatIs()
    {
        QFETCH(int, number);
        QFETCH(QString, state);
        QFETCH(int, trouble);
        const Subject &subject = subjects().at(number);
        const QList<Moment> moments = momentsOf(subject, state, trouble);
        ScriptedCaller caller(timeline(subject, moments, disturbanceOf(trouble)));

        const Result<QJsonObject> end = wait(caller, subject);

        const bool comes = trouble != Deletion && !subject.bad.contains(state);
        QCOMPARE(end.has_value(), comes);
        if (comes) {
            const QString reached = subject.good.contains(state) ? state : subject.good.first();
            QCOMPARE(QJsonValue(*end), answerWith(QString::fromLatin1(subject.path), reached));
        } else {
            const bool isToldSo
                = end.error().code() == "WaiterFailure"_L1 || end.error().kind() == Error::Kind::NotFound;
            QVERIFY2(isToldSo, qPrintable(end.error().message()));
        }
        if (trouble <= Lag5)
            QCOMPARE(caller.calls.size(), moments.size()); // not a poll more than it takes
    }

    void deletedTable_isGoneWhenItIs_data()
    {
        QTest::addColumn<int>("stays");
        for (int polls = 0; polls <= 5; ++polls)
            QTest::addRow("there for %d polls", polls) << polls;
    }
    void deletedTable_isGoneWhenItIs()
    {
        QFETCH(int, stays);
        const Subject gone{
            "dynamodb", "TableNotExists", "Table.TableStatus", "ResourceNotFoundException", {}, {}, {}, {}};
        QList<Moment> moments;
        moments.fill(Moment(u"DELETING"_s), stays);
        ScriptedCaller caller(timeline(gone, moments << std::nullopt, disturbanceOf(Lag0)));

        QVERIFY(wait(caller, gone));
        QCOMPARE(caller.calls.size(), stays + 1);
    }

    void whatNeverComes_isGivenUp()
    {
        for (const Subject &subject : subjects()) {
            ScriptedCaller caller(timeline(subject, {std::nullopt}, disturbanceOf(Lag0)));

            const Result<QJsonObject> end = wait(caller, subject);

            QVERIFY2(!end && end.error().kind() == Error::Kind::NotFound, subject.waiter);
            QCOMPARE(caller.calls.size(), 11);
        }
    }

    void waiters_haveNoLimitOfTime()
    {
        for (const Subject &subject : subjects()) {
            QList<Moment> moments;
            moments.fill(Moment(subject.underWay.first()), 2000);
            ScriptedCaller caller(timeline(subject, moments << Moment(subject.good.first()), disturbanceOf(Lag0)));

            QVERIFY2(wait(caller, subject), subject.waiter);
            QCOMPARE(caller.calls.size(), 2001);
        }
    }
};

QTEST_GUILESS_MAIN(TestWaiterCases)
#include "tst_waitercases.moc"
