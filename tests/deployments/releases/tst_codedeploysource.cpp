// SPDX-License-Identifier: GPL-3.0-or-later
#include <releases/codedeploysource.h>
#include <releases/releasemoves.h>
#include <releases/revision.h>

#include <aws/caller/scriptedcaller.h>
#include <support/await.h>

#include <QJsonDocument>
#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList statuses{
    u"Created"_s, u"Queued"_s, u"InProgress"_s, u"Baking"_s, u"Succeeded"_s, u"Failed"_s, u"Stopped"_s, u"Ready"_s};
const QStringList underWay{u"Created"_s, u"Queued"_s, u"InProgress"_s, u"Baking"_s, u"Ready"_s};

QJsonObject object(const QString &key)
{
    return {{u"revisionType"_s, u"S3"_s},
        {u"s3Location"_s, QJsonObject{{u"bucket"_s, u"code"_s}, {u"key"_s, key}, {u"version"_s, u"7"_s}}}};
}

QJsonObject shift(const QString &to)
{
    const QJsonObject properties{
        {u"Name"_s, u"router"_s}, {u"Alias"_s, u"live"_s}, {u"CurrentVersion"_s, u"7"_s}, {u"TargetVersion"_s, to}};
    const QJsonObject function{{u"Type"_s, u"AWS::Lambda::Function"_s}, {u"Properties"_s, properties}};
    const QJsonArray resources{QJsonObject{{u"f"_s, function}}};
    const QString spec = QString::fromUtf8(
        QJsonDocument(QJsonObject{{u"version"_s, 0}, {u"Resources"_s, resources}}).toJson(QJsonDocument::Compact));
    return {{u"revisionType"_s, u"AppSpecContent"_s}, {u"appSpecContent"_s, QJsonObject{{u"content"_s, spec}}}};
}

QJsonObject info(int number, const QString &status, const QJsonObject &revision)
{
    const QString at = u"2026-11-%1T10:00:00.000Z"_s.arg(number % 28 + 1, 2, 10, QChar(u'0'));
    QJsonObject json{{u"deploymentId"_s, u"d-%1"_s.arg(number)}, {u"applicationName"_s, u"shop"_s},
        {u"deploymentGroupName"_s, u"web"_s}, {u"status"_s, status}, {u"createTime"_s, at}, {u"creator"_s, u"user"_s},
        {u"revision"_s, revision}};
    if (!underWay.contains(status))
        json.insert(u"completeTime"_s, at);
    return json;
}

/// A group with these deployments, newest first, as CodeDeploy answers, a hundred to a page.
struct Group
{
    QList<QJsonObject> infos;
    std::optional<Error> failure = {};
    qsizetype atOnce = 0; ///< the most ids that one batch had

    Result<QJsonObject> answer(const aws::Call &call)
    {
        if (failure)
            return *failure;
        if (call.operation == "ListApplications"_L1)
            return QJsonObject{{u"applications"_s, QJsonArray{u"shop"_s}}};
        if (call.operation == "ListDeploymentGroups"_L1)
            return QJsonObject{{u"deploymentGroups"_s, QJsonArray{u"web"_s}}};
        if (call.operation == "GetDeploymentGroup"_L1)
            return QJsonObject{{u"deploymentGroupInfo"_s, group()}};
        if (call.operation == "ListDeployments"_L1)
            return page(call.input);
        return batch(call.input[u"deploymentIds"_s].toArray());
    }
    QJsonObject group() const
    {
        QJsonObject json{{u"deploymentGroupName"_s, u"web"_s}};
        for (const QJsonObject &each : infos) {
            if (each[u"status"_s].toString() == "Succeeded"_L1) {
                json.insert(u"lastSuccessfulDeployment"_s, QJsonObject{{u"deploymentId"_s, each[u"deploymentId"_s]}});
                break;
            }
        }
        return json;
    }
    QJsonObject page(const QJsonObject &input) const
    {
        const QJsonArray only = input[u"includeOnlyStatuses"_s].toArray();
        QStringList ids;
        for (const QJsonObject &each : infos) {
            if (only.isEmpty() || only.contains(each[u"status"_s]))
                ids << each[u"deploymentId"_s].toString();
        }
        const qsizetype from = input[u"nextToken"_s].toString().toInt();
        QJsonObject json{{u"deployments"_s, QJsonArray::fromStringList(ids.mid(from, 100))}};
        if (ids.size() > from + 100)
            json.insert(u"nextToken"_s, QString::number(from + 100));
        return json;
    }
    Result<QJsonObject> batch(const QJsonArray &ids)
    {
        atOnce = std::max(atOnce, ids.size());
        QJsonArray found;
        for (const QJsonObject &each : infos) {
            if (ids.contains(each[u"deploymentId"_s]))
                found << each;
        }
        return QJsonObject{{u"deploymentsInfo"_s, found}};
    }
};

} // namespace

class TestCodeDeploySource : public QObject
{
    Q_OBJECT

private:
    Group m_group;
    ScriptedCaller m_caller{[this](const aws::Call &call) { return m_group.answer(call); }};
    aws::Models m_models;
    CodeDeploySource m_source{{m_caller, m_models}};

    QList<Deployment> read(Result<void> *outcome = nullptr)
    {
        QMap<QString, Deployment> all;
        const auto take = [&all](const QList<Deployment> &page) {
            for (const Deployment &each : page)
                all.insert(each.id, each);
        };
        const auto done = await(m_source.read({}, take, {}));
        if (outcome && done)
            *outcome = *done;
        return all.values();
    }
    Deployment one(const QString &id)
    {
        const QList<Deployment> all = read();
        for (const Deployment &each : all) {
            if (each.id == "codedeploy/"_L1 + id)
                return each;
        }
        return {};
    }

private Q_SLOTS:
    void init() { m_group = Group(); }

    void revision_inWords_data()
    {
        QTest::addColumn<QJsonObject>("revision");
        QTest::addColumn<QString>("expected");
        QTest::newRow("object") << object(u"one.zip"_s) << u"s3://code/one.zip (version 7)"_s;
        QTest::newRow("commit") << QJsonObject{{u"gitHubLocation"_s,
            QJsonObject{{u"repository"_s, u"shop/app"_s}, {u"commitId"_s, u"9fceb02d0ae598"_s}}}}
                                << u"shop/app at 9fceb02"_s;
        QTest::newRow("function") << shift(u"8"_s) << u"router:live → 8"_s;
        const QString yaml = u"version: 0.0\nResources:\n  - f:\n      Properties:\n        Name: \"router\"\n"
                             "        Alias: live\n        TargetVersion: '9'\n"_s;
        QTest::newRow("YAML") << QJsonObject{{u"string"_s, QJsonObject{{u"content"_s, yaml}}}} << u"router:live → 9"_s;
        QTest::newRow("digest") << QJsonObject{{u"string"_s, QJsonObject{{u"sha256"_s, u"8c1f20abcdef"_s}}}}
                                << u"AppSpec 8c1f20ab"_s;
        QTest::newRow("nothing") << QJsonObject() << QString();
    }
    void revision_inWords()
    {
        QFETCH(QJsonObject, revision);
        QTEST(revisionInWords(revision), "expected");
    }

    void read_chainsWhatWasLive()
    {
        m_group.infos = {info(9, u"InProgress"_s, object(u"d"_s)), info(8, u"Failed"_s, object(u"c"_s)),
            info(7, u"Succeeded"_s, object(u"b"_s)), info(3, u"Succeeded"_s, object(u"a"_s))};
        m_group.infos[1].insert(u"rollbackInfo"_s, QJsonObject{{u"rollbackDeploymentId"_s, u"d-9"_s}});

        const QList<Deployment> all = read();

        QCOMPARE(all.size(), 4);
        QCOMPARE(all.at(0).state, Deployment::State::Superseded);
        QCOMPARE(all.at(0).liveUntil, all.at(1).liveSince);
        QCOMPARE(all.at(1).state, Deployment::State::Live);
        QCOMPARE(all.at(2).state, Deployment::State::RolledBack);
        QCOMPARE(all.at(3).state, Deployment::State::InProgress);
        QCOMPARE(all.at(3).unit, u"shop/web"_s);
        QCOMPARE(all.at(3).by, QString());
        for (const QJsonObject &input : {m_caller.calls.last().input})
            QVERIFY(input.contains(u"deploymentIds"_s) || input.contains(u"deploymentGroupName"_s));
    }

    void manyDeployments_areReadInBatches()
    {
        for (int number = 230; number > 0; --number)
            m_group.infos << info(number, u"Succeeded"_s, object(QString::number(number)));

        QCOMPARE(read().size(), 230);

        QVERIFY(m_group.atOnce <= 25);
        for (const aws::Call &call : std::as_const(m_caller.calls)) {
            if (call.operation == "ListDeployments"_L1)
                QVERIFY(call.input.contains(u"applicationName"_s) && call.input.contains(u"deploymentGroupName"_s));
        }
    }

    void whatCanNotBeRead_isTheAnswer()
    {
        m_group.failure = Error(Error::Kind::Denied, u"No."_s);
        Result<void> outcome = ok();
        QVERIFY(read(&outcome).isEmpty());
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind(), Error::Kind::Denied);
    }

    void moves_areWhatCodeDeployAccepts_data()
    {
        QTest::addColumn<QString>("candidate");
        QTest::addColumn<QString>("newest");
        for (const QString &candidate : statuses) {
            for (const QString &newest : statuses)
                QTest::addRow("%s, newest %s", qPrintable(candidate), qPrintable(newest)) << candidate << newest;
        }
    }
    void moves_areWhatCodeDeployAccepts()
    {
        QFETCH(QString, candidate);
        QFETCH(QString, newest);
        m_group.infos = {info(9, newest, object(u"c"_s)), info(8, u"Succeeded"_s, object(u"b"_s)),
            info(7, candidate, object(u"a"_s))};

        const auto moves = await(m_source.moves(one(u"d-7"_s), {}));

        QVERIFY(moves && *moves);
        const bool isBusy = underWay.contains(newest) || underWay.contains(candidate);
        int proposed = 0;
        QCOMPARE((**moves).moves.size(), 2);
        for (const RollbackMove &move : (**moves).moves) {
            const bool isStop = move.runbook == "common/stop-deployments"_L1;
            QCOMPARE(move.isPossible, isStop ? isBusy : !isBusy && candidate == "Succeeded"_L1);
            QVERIFY(!move.why.isEmpty());
            QVERIFY(!move.isProposed || move.isPossible);
            proposed += move.isProposed;
        }
        QCOMPARE(proposed, isBusy || candidate == "Succeeded"_L1 ? 1 : 0);
        QVERIFY(!(**moves).notBack.isEmpty());
    }

    void whatIsLive_isNotDeployedAgain()
    {
        m_group.infos = {info(9, u"Succeeded"_s, object(u"c"_s))};
        const auto moves = await(m_source.moves(one(u"d-9"_s), {}));
        QVERIFY(moves && *moves);
        for (const RollbackMove &move : (**moves).moves)
            QVERIFY(!move.isPossible);
    }

    void releaseOfAFunction_namesAliasAndVersion()
    {
        m_group.infos = {info(9, u"Succeeded"_s, shift(u"9"_s)), info(7, u"Succeeded"_s, shift(u"8"_s))};
        const auto moves = await(m_source.moves(one(u"d-7"_s), {}));
        QVERIFY(moves && *moves);
        const QJsonObject parameters = (**moves).moves.first().parameters;
        QCOMPARE(parameters[u"function"_s].toString(), u"router"_s);
        QCOMPARE(parameters[u"version"_s].toString(), u"8"_s);
        QCOMPARE(parameters[u"from"_s].toString(), u"router:live → 9"_s);
    }

    void difference_namesTheRevision_evenIfItIsTheSame()
    {
        m_group.infos = {info(9, u"Succeeded"_s, object(u"c"_s)), info(7, u"Succeeded"_s, object(u"a"_s))};
        const auto other = await(m_source.difference(one(u"d-7"_s), {}));
        QVERIFY(other && *other);
        QCOMPARE((**other).rows.first().what, u"revision"_s);
        QCOMPARE((**other).rows.first().then, u"s3://code/a (version 7)"_s);
        const auto same = await(m_source.difference(one(u"d-9"_s), {}));
        QVERIFY(same && *same);
        QVERIFY((**same).rows.first().isSame);
    }

    void deploymentThatIsGone_isNotFound()
    {
        m_group.infos = {info(9, u"Succeeded"_s, object(u"c"_s)), info(7, u"Succeeded"_s, object(u"a"_s))};
        const Deployment candidate = one(u"d-7"_s);
        m_group.infos.removeLast();
        const auto moves = await(m_source.moves(candidate, {}));
        QVERIFY(moves && !*moves);
        QCOMPARE(moves->error().kind(), Error::Kind::NotFound);
    }

    void health_saysWhyNothingMeasuresIt()
    {
        const HealthQuery query = m_source.healthOf({});
        QVERIFY(query.metrics.isEmpty() && !query.why.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCodeDeploySource)
#include "tst_codedeploysource.moc"
