// SPDX-License-Identifier: GPL-3.0-or-later
#include <flags/appconfigsource.h>
#include <flags/flagcontent.h>

#include <aws/caller/scriptedcaller.h>
#include <support/await.h>
#include <support/mockclock.h>

#include <QJsonDocument>
#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime Now(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);
const QString canary = u"canary-7f3a91"_s;

QString base64(const QByteArray &content) { return QString::fromLatin1(content.toBase64()); }

QJsonArray named(const QString &id, const QString &name, const QJsonObject &more = {})
{
    QJsonObject item = more;
    item.insert(u"Id"_s, id);
    item.insert(u"Name"_s, name);
    return {item};
}

QJsonObject deployment(int number, const QString &state, const QString &version, int hours)
{
    const QString at = Now.addSecs(-3600 * hours).toString(Qt::ISODateWithMs);
    return {{u"DeploymentNumber"_s, number}, {u"State"_s, state}, {u"ConfigurationVersion"_s, version},
        {u"ConfigurationName"_s, u"flags"_s}, {u"StartedAt"_s, at}, {u"CompletedAt"_s, at}};
}

/// shop/production/flags, with what is set.
struct Account
{
    QJsonArray deployments; ///< newest first
    QMap<int, QByteArray> versions;
    int pages = 0;

    Result<QJsonObject> answer(const aws::Call &call)
    {
        const QString &operation = call.operation;
        if (operation == "ListApplications"_L1)
            return items(named(u"a1"_s, u"shop"_s));
        if (operation == "ListEnvironments"_L1)
            return items(named(u"e1"_s, u"production"_s));
        if (operation == "ListConfigurationProfiles"_L1)
            return items(named(u"p1"_s, u"flags"_s, {{u"LocationUri"_s, u"hosted"_s}}));
        if (operation == "ListDeployments"_L1)
            return page(call.input);
        if (operation == "GetDeployment"_L1)
            return QJsonObject{{u"DeploymentNumber"_s, call.input[u"DeploymentNumber"_s]},
                {u"EventLog"_s, QJsonArray{QJsonObject{{u"EventType"_s, u"ROLLBACK_STARTED"_s}}}}};
        if (operation == "ListHostedConfigurationVersions"_L1)
            return items({QJsonObject{{u"VersionNumber"_s, 2}}, QJsonObject{{u"VersionNumber"_s, 1}}});
        const int version = call.input[u"VersionNumber"_s].toInt();
        if (!versions.contains(version))
            return Error(Error::Kind::NotFound, u"No such version."_s);
        return QJsonObject{{u"Content"_s, base64(versions.value(version))}};
    }
    static QJsonObject items(const QJsonArray &items) { return {{u"Items"_s, items}}; }
    QJsonObject page(const QJsonObject &input)
    {
        ++pages;
        const int from = input[u"NextToken"_s].toString().toInt();
        QJsonArray some;
        for (int at = from; at < std::min<int>(from + 2, int(deployments.size())); ++at)
            some << deployments.at(at);
        QJsonObject json{{u"Items"_s, some}};
        if (from + 2 < deployments.size())
            json.insert(u"NextToken"_s, QString::number(from + 2));
        return json;
    }
};

QByteArray json(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

/// A version of a profile of flags.
QByteArray flags(bool fast)
{
    const QJsonObject described{{u"fast"_s, QJsonObject{{u"name"_s, u"fast"_s}}}};
    const QJsonObject values{{u"fast"_s, QJsonObject{{u"enabled"_s, fast}, {u"share"_s, 10}}}};
    return json({{u"flags"_s, described}, {u"values"_s, values}});
}

QByteArray password(const QString &value) { return json({{u"db_password"_s, value}}); }

} // namespace

class TestAppConfigSource : public QObject
{
    Q_OBJECT

private:
    Account m_account;
    ScriptedCaller m_caller{[this](const aws::Call &call) { return m_account.answer(call); }};
    aws::Models m_models;
    MockClock m_clock{Now};
    AppConfigSource m_source{{m_caller, m_models}, m_clock};

    QList<Deployment> read(const Reading &reading = {})
    {
        QMap<QString, Deployment> all;
        const auto take = [&all](const QList<Deployment> &page) {
            for (const Deployment &each : page)
                all.insert(each.id, each);
        };
        const auto done = await(m_source.read(reading, take, {}));
        return done && *done ? all.values() : QList<Deployment>();
    }

private Q_SLOTS:
    void init()
    {
        m_account = Account();
        m_account.deployments = {deployment(4, u"REVERTED"_s, u"2"_s, 1), deployment(3, u"COMPLETE"_s, u"2"_s, 5),
            deployment(2, u"ROLLED_BACK"_s, u"2"_s, 100), deployment(1, u"COMPLETE"_s, u"1"_s, 200)};
        m_account.versions = {{1, flags(false)}, {2, flags(true)}};
    }

    void read_chainsWhatWasLive_overPages()
    {
        const QList<Deployment> all = read();

        QCOMPARE(all.size(), 4);
        QCOMPARE(all.at(0).state, Deployment::State::Superseded);
        QCOMPARE(all.at(0).liveUntil, all.at(2).liveSince);
        QCOMPARE(all.at(1).state, Deployment::State::RolledBack);
        QCOMPARE(all.at(2).state, Deployment::State::Live);
        QCOMPARE(all.at(3).state, Deployment::State::RolledBack);
        QCOMPARE(all.at(3).unit, u"shop/production/flags"_s);
        QCOMPARE(all.at(3).revision, u"2"_s);
    }

    void read_goesNoFurtherBackThanIsWanted()
    {
        const QList<Deployment> all = read({{}, Now.addSecs(-2 * 3600)});

        QCOMPARE(m_account.pages, 1);
        QCOMPARE(all.size(), 2); // the one of that time, and what is live
    }

    void unitThatIsNotThere_readsNothing()
    {
        QVERIFY(read({{u"shop/production/limits"_s}, {}}).isEmpty());
        QVERIFY(read({{u"other/production/flags"_s}, {}}).isEmpty());
        QCOMPARE(read({{u"shop/production/flags"_s}, {}}).size(), 4);
    }

    void difference_isFlagByFlag()
    {
        const auto difference = await(m_source.difference(read().first(), {}));

        QVERIFY(difference && *difference);
        QCOMPARE((**difference).rows.size(), 2);
        QCOMPARE((**difference).rows.at(1).what, u"fast.enabled"_s);
        QCOMPARE((**difference).rows.at(1).now, u"true"_s);
        QCOMPARE((**difference).rows.at(1).then, u"false"_s);
    }

    void secretsInAConfiguration_areNotShown()
    {
        m_account.versions = {{1, password(u"old-"_s + canary)}, {2, password(canary)}};
        QStringList shown;

        const auto difference = await(m_source.difference(read().first(), {}));
        QVERIFY(difference && *difference);
        for (const Difference &row : (**difference).rows)
            shown << row.now << row.then;
        const auto take = [&shown](const DeploymentSection &section) {
            for (const QStringList &row : section.rows)
                shown << row;
        };
        const auto done = await(m_source.detail(u"shop/production/flags"_s, take, {}));

        QVERIFY(done && *done);
        QVERIFY(shown.contains(u"db_password"_s));
        QVERIFY(!shown.join(u' ').contains(canary));
    }

    void contentThatIsNoObject_isToldByItsDigest()
    {
        const QJsonObject text = flagsIn(base64("timeout: 3"));
        QVERIFY(text[u"content"_s].toString().contains(u"10 byte"));
        QVERIFY(!text[u"content"_s].toString().contains(u"timeout"));
        QCOMPARE(isFlagOn(QJsonValue(true)), std::optional(true));
        QCOMPARE(isFlagOn(QJsonObject{{u"enabled"_s, false}}), std::optional(false));
        QCOMPARE(isFlagOn(QJsonValue(3)), std::nullopt);
    }

    void versionThatWasDeleted_isNoWayBack()
    {
        const Deployment candidate = read().first();
        m_account.versions.remove(1);

        const auto moves = await(m_source.moves(candidate, {}));

        QVERIFY(moves && *moves);
        for (const RollbackMove &move : (**moves).moves)
            QVERIFY(!move.isPossible);
    }

    void detail_hasFlagsEventsAndVersions()
    {
        QStringList ids;
        QStringList cells;
        const auto take = [&](const DeploymentSection &section) {
            ids << section.id;
            for (const QStringList &row : section.rows)
                cells << row;
            QCOMPARE(section.tones.size(), section.rows.size());
        };
        const auto done = await(m_source.detail(u"shop/production/flags"_s, take, {}));
        QVERIFY(done && *done);
        QCOMPARE(ids, (QStringList{u"flags"_s, u"events"_s, u"versions"_s}));
        QVERIFY(cells.contains(u"share: 10"_s) && cells.contains(u"live"_s));
        const auto none = await(m_source.detail(u"shop/staging/flags"_s, take, {}));
        QVERIFY(none && !*none);
        QCOMPARE(none->error().kind(), Error::Kind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestAppConfigSource)
#include "tst_appconfigsource.moc"
