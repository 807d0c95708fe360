// SPDX-License-Identifier: GPL-3.0-or-later
#include <secrets/secretsource.h>

#include <aws/caller/scriptedcaller.h>
#include <support/await.h>

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString canary = u"canary-51c0de"_s;

QJsonObject version(const QString &id, int day, const QStringList &labels)
{
    return {{u"VersionId"_s, id}, {u"CreatedDate"_s, u"2026-11-%1T10:00:00.000Z"_s.arg(day, 2, 10, QChar(u'0'))},
        {u"VersionStages"_s, QJsonArray::fromStringList(labels)}};
}

struct Account
{
    QJsonArray versions;
    QJsonObject more;

    Result<QJsonObject> answer(const aws::Call &call) const
    {
        const QString name = u"db/main"_s;
        if (call.operation == "ListSecrets"_L1)
            return QJsonObject{{u"SecretList"_s, QJsonArray{QJsonObject{{u"Name"_s, name}}}}};
        if (call.operation == "ListSecretVersionIds"_L1)
            return QJsonObject{{u"Versions"_s, versions}};
        if (call.operation != "DescribeSecret"_L1)
            return QJsonObject{{u"SecretString"_s, canary}};
        QJsonObject secret = more;
        secret.insert(u"Name"_s, name);
        secret.insert(u"LastChangedDate"_s, u"2026-11-20T12:00:00.000Z"_s);
        return secret;
    }
};

} // namespace

class TestSecretSource : public QObject
{
    Q_OBJECT

private:
    Account m_account;
    ScriptedCaller m_caller{[this](const aws::Call &call) { return m_account.answer(call); }};
    aws::Models m_models;
    SecretSource m_source{{m_caller, m_models}};

    QList<Deployment> read(const Reading &reading = {})
    {
        QList<Deployment> all;
        const auto done = await(m_source.read(reading, [&all](const QList<Deployment> &page) { all << page; }, {}));
        return done && *done ? all : QList<Deployment>();
    }
    RollbackMove moveTo(const QString &id)
    {
        Deployment candidate;
        candidate.unit = u"db/main"_s;
        candidate.revision = id;
        const auto moves = await(m_source.moves(candidate, {}));
        return moves && *moves ? (**moves).moves.first() : RollbackMove();
    }

private Q_SLOTS:
    void init()
    {
        m_account = {{version(u"three"_s, 12, {u"AWSPENDING"_s}), version(u"two"_s, 8, {u"AWSCURRENT"_s}),
                         version(u"one"_s, 4, {u"AWSPREVIOUS"_s}), version(u"zero"_s, 1, {})},
            {}};
        m_caller.calls.clear();
    }

    void versions_standByTheirLabels()
    {
        const QList<Deployment> all = read();

        QCOMPARE(all.size(), 4);
        QCOMPARE(all.at(0).state, Deployment::State::InProgress);
        QVERIFY(!all.at(0).liveSince.isValid());
        QCOMPARE(all.at(1).state, Deployment::State::Live);
        QCOMPARE(all.at(1).liveSince, all.at(1).startedAt);
        QCOMPARE(all.at(2).state, Deployment::State::Superseded);
        QCOMPARE(all.at(2).liveUntil, all.at(1).liveSince);
        QCOMPARE(all.at(2).status, u"AWSPREVIOUS"_s);
        QCOMPARE(all.at(3).liveUntil, all.at(2).liveSince);
    }

    void versionThatWasTakenBack_isSo()
    {
        m_account.versions = {version(u"two"_s, 8, {u"AWSPREVIOUS"_s}), version(u"one"_s, 4, {u"AWSCURRENT"_s})};

        const QList<Deployment> all = read();

        QCOMPARE(all.at(0).state, Deployment::State::RolledBack);
        QCOMPARE(all.at(0).liveUntil, all.at(1).liveSince);
        QCOMPARE(all.at(1).state, Deployment::State::Live);
        QCOMPARE(all.at(1).liveSince, QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC));
    }

    void whatIsTooOld_isLeftOut_butNotWhatIsCurrent()
    {
        const QList<Deployment> all = read({{u"db/main"_s}, QDateTime(QDate(2026, 11, 10), QTime(0, 0), Qt::UTC)});
        QCOMPARE(all.size(), 2);
        QVERIFY(all.at(1).isLive());
    }

    void move_isWhatSecretsManagerAccepts_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("isDeleted");
        QTest::addColumn<bool>("isPossible");
        QTest::newRow("previous") << u"one"_s << false << true;
        QTest::newRow("without a label") << u"zero"_s << false << true;
        QTest::newRow("pending") << u"three"_s << false << true;
        QTest::newRow("current") << u"two"_s << false << false;
        QTest::newRow("gone") << u"minus"_s << false << false;
        for (const char *id : {"zero", "one", "two", "three", "minus"})
            QTest::addRow("%s of a deleted one", id) << QString::fromLatin1(id) << true << false;
    }
    void move_isWhatSecretsManagerAccepts()
    {
        QFETCH(QString, id);
        QFETCH(bool, isDeleted);
        QFETCH(bool, isPossible);
        if (isDeleted)
            m_account.more = {{u"DeletedDate"_s, u"2026-11-25T10:00:00.000Z"_s}};

        const RollbackMove move = moveTo(id);

        QCOMPARE(move.isPossible, isPossible);
        QCOMPARE(move.isProposed, isPossible);
        QVERIFY(!move.why.isEmpty());
        QCOMPARE(move.runbook, u"common/roll-back-secret"_s);
        QCOMPARE(move.parameters[u"version"_s].toString(), id);
    }

    void warnings_nameWhatIsOdd()
    {
        QCOMPARE(moveTo(u"zero"_s).warnings.size(), 1);
        QCOMPARE(moveTo(u"three"_s).warnings.size(), 1);
        QVERIFY(moveTo(u"one"_s).warnings.isEmpty());
        m_account.more = {{u"RotationEnabled"_s, true}};
        QCOMPARE(moveTo(u"one"_s).warnings.size(), 1);
    }

    void difference_hidesTheValue()
    {
        Deployment candidate;
        candidate.unit = u"db/main"_s;
        candidate.revision = u"one"_s;

        const auto difference = await(m_source.difference(candidate, {}));

        QVERIFY(difference && *difference);
        QCOMPARE((**difference).rows.size(), 3);
        const Difference &value = (**difference).rows.last();
        QVERIFY(value.isSecret && !value.isSame);
        QCOMPARE(value.now, u"hidden"_s);
        candidate.revision = u"minus"_s;
        const auto gone = await(m_source.difference(candidate, {}));
        QVERIFY(gone && !*gone);
        QCOMPARE(gone->error().kind(), Error::Kind::NotFound);
    }

    void values_areNeverAskedFor()
    {
        QStringList shown;
        const QList<Deployment> all = read();
        for (const Deployment &each : all)
            shown << each.title << each.status << each.note << each.revision;
        const auto take = [&shown](const DeploymentSection &section) {
            for (const QStringList &row : section.rows)
                shown << row;
        };
        QVERIFY(await(m_source.detail(u"db/main"_s, take, {})).value_or(Error::cancelled()));
        (void)moveTo(u"one"_s);

        QVERIFY(shown.contains(u"AWSPENDING"_s));
        QVERIFY(!shown.join(u' ').contains(canary));
        for (const aws::Call &call : std::as_const(m_caller.calls))
            QVERIFY2(!call.operation.contains(u"Value"), qPrintable(call.operation));
    }
};

QTEST_GUILESS_MAIN(TestSecretSource)
#include "tst_secretsource.moc"
